using CretoAkka.Benchmarks.Ratios;
using Polly;
using AkkaBreaker = Akka.Pattern.CircuitBreaker;

namespace CretoAkka.Benchmarks.Cases;

/// <summary>P1: calls through a closed circuit whose operation completes at once.</summary>
internal sealed class CallCases(MeasuredNode node)
{
    private readonly PeerCircuits _circuits = node.Circuits;
    private readonly PeerId _peer = MeasuredNode.Peer(500);
    private readonly ResiliencePipeline _polly = PollyPeer.Closed();
    private readonly NaiveBreaker _naive = new(threshold: 5);
    private readonly AkkaBreaker _akka =
        new(node.System.Scheduler, 5, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));

    private readonly CallCount _count = new(node.Circuits);

    public IEnumerable<Comparison> All()
    {
        const string What = "call, operation completes at once";
        var ours = Work.Sync("PeerCircuits.ExecuteAsync", Ours);
        yield return new Comparison("P1", What, ours, Polly, 0.35) { BytesBound = 0, Check = Honest };
        yield return new Comparison("P1a", What, ours, Work.Sync("Akka.Pattern.CircuitBreaker", AkkaCalls), null);
        yield return new Comparison("P1b", What, ours, Work.Sync("a lock and a count", Naive), null);
    }

    public Work Polly => Work.Sync("Polly breaker + timeout", PollyCalls);

    private void Ours(int times)
    {
        for (var i = 0; i < times; i++)
            Operations.Result(_circuits.ExecuteAsync(_peer, Operations.AtOnce, i));
        _count.Add(_peer, times);
    }

    private void PollyCalls(int times)
    {
        for (var i = 0; i < times; i++)
            Operations.Result(_polly.ExecuteAsync(static (s, ct) => Operations.AtOnce(s, ct), i));
    }

    private void AkkaCalls(int times)
    {
        for (var i = 0; i < times; i++)
            _akka.WithCircuitBreaker(i, static (s, _) => Task.FromResult(s)).GetAwaiter().GetResult();
    }

    private void Naive(int times)
    {
        for (var i = 0; i < times; i++)
            Operations.Result(_naive.ExecuteAsync(static (s, ct) => Operations.AtOnce(s, ct), i));
    }

    // The same circuit must have counted every call, and must still cut off an operation that hangs.
    private async Task<string?> Honest()
    {
        if (_count.Difference(mayPause: false) is { } difference)
            return difference;
        try
        {
            await _circuits.ExecuteAsync(_peer, Operations.Never, 0);
            return "a hung operation ended";
        }
        catch (CircuitTimeoutException)
        {
            return null;
        }
    }
}
