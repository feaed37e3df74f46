using CretoAkka.Benchmarks.Ratios;
using CretoAkka.Configuration;

namespace CretoAkka.Benchmarks.Cases;

/// <summary>P7 and P8: what a call adds to an operation that takes as long as one over a network.</summary>
internal sealed class LongCases
{
    private const int Callers = 16;

    // So many that what it takes to start sixteen threads is no part of a call.
    private const int ManyCalls = Callers * 40_000;

    private static readonly TimeSpan Operation = TimeSpan.FromMicroseconds(150);
    private static readonly TimeSpan Failing = TimeSpan.FromMicroseconds(200);

    private readonly PeerCircuits _circuits;
    private readonly CallCount _count;
    private readonly PeerId _peer = MeasuredNode.Peer(503);
    private readonly PeerId _failing = MeasuredNode.Peer(504);

    public LongCases(MeasuredNode node)
    {
        _circuits = node.Circuits;
        _count = new(_circuits);
        var settings = _circuits.GetSettings(_failing);
        _circuits.UpdateSettings(_failing, settings with
        {
            Circuit = settings.Circuit with { FailureThreshold = 1_000_000 },
            CallFailureRate = null,
        });
        for (var caller = 0; caller < Callers; caller++)
            _circuits.UpdateSettings(PeerOf(caller), Patient(_circuits.GetSettings(PeerOf(caller))));
    }

    public IEnumerable<Comparison> All()
    {
        var bare = Work.Sync("the operation alone", Bare);
        yield return new Comparison(
            "P7", "share of 150 us, success", Work.Sync("through a circuit", Succeed), bare, 0.002)
        {
            Ratio = Comparison.ShareOf(Operation),
            Check = Counted,
        };
        yield return new Comparison(
            "P7a", "share of 200 us, failure", Work.Sync("through a circuit", Fail),
            Work.Sync("the operation alone", BareFailure), 0.002)
        {
            Ratio = Comparison.ShareOf(Failing),
            Check = Counted,
        };
        yield return new Comparison(
            "P7b", "share of both", Work.Sync("through a circuit", Both),
            Work.Sync("the operations alone", BareBoth), 0.002)
        {
            Ratio = Comparison.ShareOf(Operation + Failing),
            Check = Counted,
        };

        var one = Work.Parallel("16 callers of one peer", Callers, times => Call(times, _ => 0));
        var each = Work.Parallel("16 callers of 16 peers", Callers, times => Call(times, caller => caller));
        var alone = Work.Parallel("16 callers of the operation alone", Callers, BareTogether);
        yield return new Comparison("P8", "share of 150 us, 16 callers of one peer", one, alone, 0.002)
        {
            Times = ManyCalls,
            IsWarmedUp = true,
            Ratio = Comparison.ShareOf(Operation),
            Check = Counted,
        };
        yield return new Comparison("P8a", "share of 150 us, 16 callers of 16 peers", each, alone, 0.002)
        {
            Times = ManyCalls,
            IsWarmedUp = true,
            Ratio = Comparison.ShareOf(Operation),
            Check = Counted,
        };
        yield return new Comparison("P8b", "a call of 150 us, 16 callers of one peer", one, each, 1 / 0.95)
        {
            Times = ManyCalls,
            IsWarmedUp = true,
            Ratio = Comparison.Around(Operation),
            Check = Counted,
        };
    }

    private static PeerId PeerOf(int caller) => MeasuredNode.Peer(600 + caller);

    // Where sixteen threads share few processors one may stand still for longer than the shortest timeout.
    private static PeerSettings Patient(PeerSettings settings) => settings with
    {
        AdaptiveTimeout = settings.AdaptiveTimeout! with
        {
            MinTimeout = settings.AdaptiveTimeout.MaxTimeout,
            BaseTimeout = settings.AdaptiveTimeout.MaxTimeout,
        },
    };

    private static void Bare(int times)
    {
        for (var i = 0; i < times; i++)
            Operations.Result(Operations.AtOnce(i, default));
    }

    private void Succeed(int times) => Call(times, _peer);

    private void Call(int times, PeerId peer)
    {
        for (var i = 0; i < times; i++)
            Operations.Result(_circuits.ExecuteAsync(peer, Operations.AtOnce, i));
        _count.Add(peer, times);
    }

    private static void BareFailure(int times)
    {
        for (var i = 0; i < times; i++)
            Operations.Failure(Operations.Fail(i, default));
    }

    private void Fail(int times)
    {
        for (var i = 0; i < times; i++)
            Operations.Failure(_circuits.ExecuteAsync(_failing, Operations.Fail, i));
        _circuits.RecordSuccess(_failing); // A million in a row would open it.
        _count.Add(_failing, successes: 1, failures: times);
    }

    private void Both(int times)
    {
        Succeed(times);
        Fail(times);
    }

    private static void BareBoth(int times)
    {
        Bare(times);
        BareFailure(times);
    }

    private void Call(int times, Func<int, int> peerOf) => Together(
        times, caller => Call(times / Callers, PeerOf(peerOf(caller))));

    private static void BareTogether(int times) => Together(times, _ => Bare(times / Callers));

    private static void Together(int times, Action<int> caller)
    {
        var threads = Enumerable.Range(0, Callers).Select(i => new Thread(() => caller(i))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }

    private Task<string?> Counted() => Task.FromResult(_count.Difference() ?? StillClosed());

    private string? StillClosed() =>
        _circuits.GetState(_failing) == Core.Circuits.CircuitState.Closed ? null : "the circuit opened";
}
