using System.Diagnostics;
using Akka.Actor;
using CretoAkka.Benchmarks.Ratios;

namespace CretoAkka.Benchmarks.Cases;

/// <summary>P10: what it costs that there are many peers.</summary>
internal sealed class CrowdCases : IAsyncDisposable
{
    private const int Few = 10;
    private const int Many = 1_000;
    private const int Crowd = 100_000;
    private const int LongRounds = 6; // The fewest whose extremes hold the median in 19 of 20 cases.

    private readonly MeasuredNode _few = new(Few);
    private readonly MeasuredNode _many = new(Many);
    private readonly MeasuredNode _crowd = new(Crowd);
    private readonly MeasuredNode _comers = new(peers: 0, most: Crowd);
    private readonly ActorSystem _plain = MeasuredNode.QuietSystem("plain");
    private readonly Dictionary<MeasuredNode, CallCount> _counts;

    public CrowdCases() => _counts = new[] { _few, _many, _crowd }.ToDictionary(node => node, node => new CallCount(node.Circuits));

    public IEnumerable<Comparison> All()
    {
        var few = Work.Sync("among 10", times => Call(_few, times));
        yield return new Comparison(
            "P10", "calls of ten peers among 1,000", Work.Sync("among 1,000", times => Call(_many, times)), few, 1.2)
        {
            Check = Counted,
        };
        yield return new Comparison(
            "P10a", "calls of ten peers among 100,000", Work.Sync("among 100,000", times => Call(_crowd, times)),
            few, 1.2)
        {
            Check = Counted,
        };
        yield return new Comparison(
            "P10b", "creating and removing 100,000 peers", Work.Figure("peers", ComeAndGo),
            Work.Figure("as many plain FSM actors", FsmsComeAndGo), 2)
        {
            Times = Crowd,
            MostRounds = LongRounds,
            Check = NothingLeft,
        };
        yield return new Comparison(
            "P10c", "the same, a peer among 100,000", Work.Figure("100,000 peers", ComeAndGo),
            Work.Figure("10,000 peers", async _ => await ComeAndGo(Crowd / 10)), 1.2)
        {
            Times = Crowd,
            MostRounds = LongRounds,
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _few.DisposeAsync();
        await _many.DisposeAsync();
        await _crowd.DisposeAsync();
        await _comers.DisposeAsync();
        await _plain.Terminate();
    }

    private void Call(MeasuredNode node, int times)
    {
        for (var i = 0; i < times; i++)
            Operations.Result(node.Circuits.ExecuteAsync(Ten[i % Few], Operations.AtOnce, i));
        for (var peer = 0; peer < Few; peer++)
            _counts[node].Add(Ten[peer], (times - peer + Few - 1) / Few);
    }

    private Task<string?> Counted() =>
        Task.FromResult(_counts.Values.Select(count => count.Difference()).FirstOrDefault(difference => difference is not null));

    private static readonly PeerId[] Ten = [.. Enumerable.Range(0, Few).Select(MeasuredNode.Peer)];

    private async Task<double> ComeAndGo(int times)
    {
        var parent = (ActorRefWithCell)_comers.Circuits.Supervisor;
        var before = parent.Children.Count();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
            _comers.Circuits.AddPeer(MeasuredNode.Peer(i));
        for (var i = 0; i < times; i++)
            _comers.Circuits.RemovePeer(MeasuredNode.Peer(i));
        await MeasuredNode.Handled(_comers.Circuits.Supervisor);
        await Gone(parent, before);
        return Stopwatch.GetElapsedTime(started).TotalNanoseconds / times;
    }

    private async Task<double> FsmsComeAndGo(int times)
    {
        var parent = _plain.ActorOf(Props.Create(() => new Parent()));
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
            parent.Tell(new Come(MeasuredNode.Peer(i).Value));
        for (var i = 0; i < times; i++)
            parent.Tell(new Go(MeasuredNode.Peer(i).Value));
        await MeasuredNode.Handled(parent);
        await Gone((ActorRefWithCell)parent, 0);
        return Stopwatch.GetElapsedTime(started).TotalNanoseconds / times;
    }

    private static async Task Gone(ActorRefWithCell parent, int left)
    {
        while (parent.Children.Count() > left)
            await MeasuredNode.Handled(parent);
    }

    private Task<string?> NothingLeft() => Task.FromResult(
        _comers.Circuits.GetPeers().Count == 0 ? null : "peers are left behind");

    private sealed record Come(string Name);

    private sealed record Go(string Name);

    private sealed class Parent : UntypedActor
    {
        private readonly Dictionary<string, IActorRef> _children = new(StringComparer.Ordinal);

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Come come:
                    _children[come.Name] = Context.ActorOf(Props.Create(() => new Plain()), come.Name);
                    break;
                case Go go when _children.Remove(go.Name, out var child):
                    Context.Stop(child);
                    break;
            }
        }
    }

    private sealed class Plain : FSM<int, object>
    {
        public Plain()
        {
            StartWith(0, this);
            When(0, _ => Stay());
            When(1, _ => Stay());
            When(2, _ => Stay());
            Initialize();
        }
    }
}
