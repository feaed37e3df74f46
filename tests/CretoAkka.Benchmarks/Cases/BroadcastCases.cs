using System.Diagnostics;
using Akka.Actor;
using CretoAkka.Benchmarks.Ratios;

namespace CretoAkka.Benchmarks.Cases;

/// <summary>P13: how late a broadcast reaches the healthy where a third is cut off and has a full queue.</summary>
internal sealed class BroadcastCases : IAsyncDisposable
{
    private const int Peers = 100;
    private const int Open = 33;
    private const double Percentile = 0.99;

    private readonly Audience _healthy = new();
    private readonly Audience _third = new();

    public IEnumerable<Comparison> All()
    {
        _third.CutOff(Open);
        yield return new Comparison(
            "P13", "p99 of the healthy in a broadcast to 100", Work.Figure("33 of them are open", _third.Broadcast),
            Work.Figure("none is open", _healthy.Broadcast), 1.1)
        {
            // Of a hundred, the slowest one alone would be the p99.
            Times = 1_000,
            IsWarmedUp = true,
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _healthy.DisposeAsync();
        await _third.DisposeAsync();
    }

    /// <summary>A node, and a hundred actors that note when a broadcast reaches them.</summary>
    private sealed class Audience : IAsyncDisposable
    {
        private readonly MeasuredNode _node = new(peers: 0);
        private readonly List<double> _late = [];
        private int _missing;
        private TaskCompletionSource _all = new();

        // The same ones are looked at in both: those that are never cut off.
        public Audience()
        {
            for (var i = 0; i < Peers; i++)
            {
                var isHeard = i >= Open;
                _node.Circuits.AddPeer(
                    MeasuredNode.Peer(i), _node.System.ActorOf(Props.Create(() => new Listener(this, isHeard))));
            }
        }

        public void CutOff(int peers)
        {
            for (var i = 0; i < peers; i++)
            {
                _node.Circuits.ForceOpen(MeasuredNode.Peer(i), overrideBudget: true);
                for (var k = 0; k < _node.Circuits.Settings.Fallback.MaxQueueSize; k++)
                    _node.Circuits.Send(MeasuredNode.Peer(i), "waits");
            }
        }

        public async Task<double> Broadcast(int times)
        {
            _late.Clear();
            for (var i = 0; i < times; i++)
            {
                (_missing, _all) = (Peers - Open, new(TaskCreationOptions.RunContinuationsAsynchronously));
                _node.Circuits.Broadcast(new Shout(Stopwatch.GetTimestamp()));
                await _all.Task;
            }
            _late.Sort();
            return _late[(int)(_late.Count * Percentile)];
        }

        public ValueTask DisposeAsync() => _node.DisposeAsync();

        private void Hear(Shout shout)
        {
            lock (_late)
            {
                _late.Add(Stopwatch.GetElapsedTime(shout.At).TotalNanoseconds);
                if (--_missing == 0)
                    _all.SetResult();
            }
        }

        private sealed record Shout(long At);

        private sealed class Listener(Audience audience, bool isHeard) : UntypedActor
        {
            protected override void OnReceive(object message)
            {
                if (isHeard && message is Shout shout)
                    audience.Hear(shout);
            }
        }
    }
}
