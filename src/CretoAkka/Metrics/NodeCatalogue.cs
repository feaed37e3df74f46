using CretoAkka.Core.Circuits;
using NodeMetric = CretoAkka.Metrics.CircuitMetric<CretoAkka.Metrics.NodeFacts>;

namespace CretoAkka.Metrics;

/// <summary>Every series that concerns no single peer, for whoever takes them to a metrics system.</summary>
/// <remarks>What a membership gives a meaning has no value where none is declared.</remarks>
public static class NodeCatalogue
{
    private const string Prefix = "circuit_breaker_";
    private const string WeightHelp =
        "Weight of the membership, by part: members, quorum, tolerated (f), limit of what may be cut off at once, "
        + "cut-off, suspected, charged.";

    /// <summary>All series, those of one metric beside each other.</summary>
    public static IReadOnlyList<NodeMetric> All { get; } =
    [
        .. Enum.GetValues<CircuitState>().Select(state => Now(
            "peers", "{peer}", "Peers by the state of their circuit, all of them.", f => f.Peers[state]) with
        {
            Labels = [("state", MetricWords.Of(state))],
        }),
        Now("quorum_margin", "{weight}",
            "Weight that may still be cut off; 0: not one member more; negative where an operator insisted.",
            f => (double?)f.Quorum.Margin),
        Weight("members", f => f.Quorum.Membership?.Rule.Total),
        Weight("quorum", f => f.Quorum.Membership?.Rule.Quorum),
        Weight("tolerated", f => f.Quorum.Membership?.Rule.Faulty),
        Weight("limit", f => f.Quorum.Limit),
        Weight("cut-off", f => f.Quorum.Used),
        Weight("suspected", f => f.Suspected),
        Weight("charged", f => f.Charged),
        Now("local_isolation", "1",
            "1 while so many members are silent that this node itself seems to be cut off, otherwise 0.",
            f => f.Quorum.IsLocalIsolationSuspected ? 1 : 0),
        Count("evictions", "{eviction}",
            "Times a peer that was cut off was let back in, for a worse one or a smaller membership.",
            f => f.Quorum.Evictions),
        Count("unauthenticated", "{message}",
            "Messages between nodes that were dropped because nothing proves whose they are, of all names together.",
            f => f.Unauthenticated),
    ];

    private static NodeMetric Weight(string part, Func<NodeFacts, Int128?> read) =>
        Now("quorum_weight", "{weight}", WeightHelp,
            f => f.Quorum.Membership is null ? null : (double?)read(f)) with { Labels = [("part", part)] };

    private static NodeMetric Now(string name, string unit, string help, Func<NodeFacts, double?> read) =>
        new(Prefix + name, MetricKind.Gauge, unit, help, read);

    private static NodeMetric Count(string name, string unit, string help, Func<NodeFacts, double?> read) =>
        new(Prefix + name + "_total", MetricKind.Counter, unit, help, read);
}
