using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;
using CretoAkka.Core.Quorums;
using CretoAkka.Metrics;
using CretoAkka.Quorums;

namespace CretoAkka.Prometheus.Tests;

/// <summary>Facts in which every number is another one.</summary>
internal static class Made
{
    public static PeerFacts Facts => new()
    {
        Circuit = new CircuitStats
        {
            Neutral = 3, Stale = 4, Mode = CircuitMode.ForcedClosed, IsSuspected = true, ConsecutiveFailures = 6,
            ProbesInFlight = 7,
        },
        Timeout = TimeSpan.FromMilliseconds(1250),
        Messages = new MessageStats(60, 600, 70, IsEstablished: true, Ignored: 0, Ledger)
        {
            Critical = new(2, 20, 0, IsBusy: false, default),
            Normal = new(5, 50, 0, IsBusy: false, default),
            Bulk = new(8, 80, 0, IsBusy: false, default),
            Anomalies = Each<SessionAnomaly>(10),
        },
        Transitions = Each<TransitionKind>(20),
        Fallbacks = Each<FallbackKind>(30),
        Evidence = Each<EvidenceKind>(40),
        Refusals = Each<IsolationRefusal>(50),
    };

    public static NodeFacts NodeFacts(Membership? membership) => new()
    {
        Quorum = new(membership, 1, membership is null ? null : 2, [], ["b"], ["a", "b"], true, 6, 7),
        Peers = Each<CircuitState>(80),
        Unauthenticated = 9,
    };

    private static PendingLedger Ledger => new()
    {
        Accepted = 100, Delivered = 101, Superseded = 102, Expired = 103, Overflowed = 104, Forwarded = 105,
        Exhausted = 106, Removed = 107, ShutDown = 108,
    };

    private static Counts<TKind> Each<TKind>(int first)
        where TKind : struct, Enum =>
        Enum.GetValues<TKind>().Index().Aggregate(
            default(Counts<TKind>), (counts, next) => counts.Plus(next.Item, first + next.Index));
}
