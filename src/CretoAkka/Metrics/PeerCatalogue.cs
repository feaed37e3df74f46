using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;
using CretoAkka.Core.Quorums;
using static CretoAkka.Metrics.MetricKind;
using PeerMetric = CretoAkka.Metrics.CircuitMetric<CretoAkka.Metrics.PeerFacts>;

namespace CretoAkka.Metrics;

/// <summary>
/// Every series of a peer but its latency, for whoever takes them to a metrics system. The label for the peer itself
/// is <see cref="PeerLabel"/>.
/// </summary>
public static class PeerCatalogue
{
    /// <summary>The label that names the peer.</summary>
    public const string PeerLabel = "peer_id";

    private const string Prefix = "circuit_breaker_";
    private const string Outcome = "{outcome}";
    private const string Message = "{message}";

    /// <summary>All series, those of one metric beside each other.</summary>
    public static IReadOnlyList<PeerMetric> All { get; } =
    [
        .. Outcomes(), .. Position(), .. Isolation(), .. Messages(), .. Session(),
    ];

    private static IEnumerable<PeerMetric> Outcomes() =>
    [
        Count("trips", "{trip}", "Times the circuit to the peer opened.", f => f.Circuit.Trips),
        Count("success", Outcome, "Outcomes that counted as successes of the peer.", f => f.Circuit.Successes),
        Count(
            "failure", Outcome, "Outcomes that counted as failures of the peer, timeouts included.",
            f => f.Circuit.Failures),
        Count("rejected", "{use}", "Uses of the peer that its circuit refused.", f => f.Circuit.Rejected),
        Count("neutral", Outcome, "Outcomes that say nothing about the peer.", f => f.Circuit.Neutral),
        Count(
            "stale", Outcome, "Outcomes that came after the circuit had moved on, and changed nothing.",
            f => f.Circuit.Stale),
        .. Enum.GetValues<TransitionKind>().Select(kind => Count(
            "transitions", "{transition}", "Changes of the circuit's state, by the state left and the one entered.",
            f => f.Transitions[kind]) with
        {
            Labels = [("from", MetricWords.Of(kind.From())), ("to", MetricWords.Of(kind.To()))],
        }),
    ];

    private static IEnumerable<PeerMetric> Position() =>
    [
        Now("state", "1", "State of the circuit to the peer: 0 closed, 1 open, 2 half-open.",
            f => (int)f.Circuit.State) with { Merge = Worse },
        Now("mode", "1",
            "Who decides the state: 0 automatic, 1 forced open, 2 forced closed, 3 observe only, 4 off, 5 quarantined.",
            f => (int)f.Circuit.Mode) with { Merge = Math.Max },
        Now("consecutive_failures", "{failure}", "Failures in a row now, of the source with the most.",
            f => f.Circuit.ConsecutiveFailures) with { Merge = Math.Max },
        Now("half_open_in_flight", "{probe}", "Probes of the half-open circuit without an outcome yet.",
            f => f.Circuit.ProbesInFlight),
        Now("adaptive_timeout_seconds", "s", "Seconds that a use of the peer may take now.",
            f => f.Timeout.TotalSeconds) with { Merge = Math.Max },
    ];

    private static IEnumerable<PeerMetric> Isolation() =>
    [
        Now("suspected", "1", "1 while the circuit is closed only because no more members may be cut off, otherwise 0.",
            f => f.Circuit.IsSuspected ? 1 : 0) with { Merge = Math.Max },
        .. PerKind("evidence_total", "{proof}", "Proofs of a fault of the peer, by kind.", "kind", f => f.Evidence),
        .. PerKind(
                "isolation_refused_total", "{refusal}",
                "Times the peer was not cut off because no more members may be, by reason.", "reason", f => f.Refusals)
            .Where(m => m.Labels[0].Value != MetricWords.Of(IsolationRefusal.None)),
    ];

    private static IEnumerable<PeerMetric> Messages() =>
    [
        .. PerClass("queue_depth", Message, "Messages that wait for the peer, by class.", c => c.Waiting),
        .. PerClass("queue_bytes", "By", "Bytes that wait for the peer, by class.", c => c.WaitingBytes),
        Count("queue_accepted", Message, "Messages for the peer that were accepted.", f => f.Messages.Ledger.Accepted),
        .. Enum.GetValues<PendingOutcome>().Select(outcome => Count(
            "queue_outcomes", Message, "Accepted messages that have ended, by how; each ends once.",
            f => f.Messages.Ledger[outcome]) with { Labels = [("reason", MetricWords.Of(outcome))] }),
        .. PerKind(
            "fallback_total", "{use}", "What became of uses of the peer while its circuit was not closed, by kind.",
            "kind", f => f.Fallbacks),
    ];

    private static IEnumerable<PeerMetric> Session() =>
    [
        Now("session_outstanding", Message, "Messages sent to the peer that it has not acknowledged yet.",
            f => f.Messages.Outstanding),
        .. PerKind(
            "session_anomalies_total", Message, "What the session did not expect in the name of the peer, by kind.",
            "kind", f => f.Messages.Anomalies),
    ];

    private static PeerMetric Count(string name, string unit, string help, Func<PeerFacts, long> read) =>
        new(Prefix + name + "_total", Counter, unit, help, f => read(f));

    private static PeerMetric Now(string name, string unit, string help, Func<PeerFacts, double> read) =>
        new(Prefix + name, Gauge, unit, help, f => read(f));

    private static IEnumerable<PeerMetric> PerKind<TKind>(
        string name, string unit, string help, string label, Func<PeerFacts, Counts<TKind>> read)
        where TKind : struct, Enum =>
        Enum.GetValues<TKind>().Select(kind =>
            new PeerMetric(Prefix + name, Counter, unit, help, f => read(f)[kind])
            {
                Labels = [(label, MetricWords.Of(kind))],
            });

    private static IEnumerable<PeerMetric> PerClass(
        string name, string unit, string help, Func<ClassStats, double> read) =>
        Enum.GetValues<MessageClass>().Select(of => Now(name, unit, help, f => read(Of(f.Messages, of))) with
        {
            Labels = [("class", MetricWords.Of(of))],
        });

    private static ClassStats Of(MessageStats messages, MessageClass of) => of switch
    {
        MessageClass.Critical => messages.Critical,
        MessageClass.Bulk => messages.Bulk,
        _ => messages.Normal,
    };

    // Open before half-open before closed: an alert on open circuits also sees the peers without series of their own.
    private static double Worse(double a, double b) =>
        a == (int)CircuitState.Open || b == (int)CircuitState.Open ? (int)CircuitState.Open : Math.Max(a, b);
}
