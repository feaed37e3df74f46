using CretoAkka.Benchmarks.Ratios;
using Polly;
using AkkaBreaker = Akka.Pattern.CircuitBreaker;

namespace CretoAkka.Benchmarks.Cases;

/// <summary>P2: what a call adds to an operation that is truly asynchronous.</summary>
internal sealed class YieldingCases(MeasuredNode node)
{
    private readonly PeerCircuits _circuits = node.Circuits;
    private readonly PeerId _peer = MeasuredNode.Peer(501);
    private readonly ResiliencePipeline _polly = PollyPeer.Closed();
    private readonly CallCount _count = new(node.Circuits);
    private readonly CancellationTokenSource _caller = new();
    private readonly AkkaBreaker _akka =
        new(node.System.Scheduler, 5, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));

    public IEnumerable<Comparison> All()
    {
        var bare = InTurns("the operation alone", Bare);
        var ours = InTurns("PeerCircuits.ExecuteAsync", times => Ours(times, default));
        yield return new Comparison(
            "P2", "added to an operation that yields", ours,
            InTurns("Polly breaker + timeout", times => PollyCalls(times, default)), 0.13)
        {
            Bare = bare,
            BytesBound = 0,
            Check = Counted,
        };
        yield return new Comparison(
            "P2a", "the same, the caller can cancel",
            InTurns("PeerCircuits.ExecuteAsync", times => Ours(times, _caller.Token)),
            InTurns("Polly breaker + timeout", times => PollyCalls(times, _caller.Token)), 0.2)
        {
            Bare = bare,
            Check = Counted,
        };
        yield return new Comparison(
            "P2b", "added to an operation that yields", ours,
            InTurns("Akka.Pattern.CircuitBreaker", AkkaCalls), null)
        {
            Bare = bare,
        };
    }

    private static Work InTurns(string name, Func<int, Task> loop) =>
        Work.Sync(name, times => Turns.Run(() => loop(times)));

    private static async Task Bare(int times)
    {
        for (var i = 0; i < times; i++)
            await Operations.NextTurn(i, default);
    }

    private async Task Ours(int times, CancellationToken caller)
    {
        for (var i = 0; i < times; i++)
            await _circuits.ExecuteAsync(_peer, Operations.NextTurn, i, caller);
        _count.Add(_peer, times);
    }

    private Task<string?> Counted() => Task.FromResult(_count.Difference());

    private async Task PollyCalls(int times, CancellationToken caller)
    {
        for (var i = 0; i < times; i++)
            await _polly.ExecuteAsync(static (s, ct) => Operations.NextTurn(s, ct), i, caller);
    }

    private async Task AkkaCalls(int times)
    {
        for (var i = 0; i < times; i++)
            await _akka.WithCircuitBreaker(i, static (s, ct) => Operations.NextTurn(s, ct).AsTask());
    }
}
