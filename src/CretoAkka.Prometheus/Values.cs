using CretoAkka.Metrics;

namespace CretoAkka.Prometheus;

/// <summary>One value for each series of a peer, in the order of the catalogue.</summary>
internal static class Values
{
    private static readonly IReadOnlyList<CircuitMetric<PeerFacts>> Catalogue = PeerCatalogue.All;

    public static double[] None() => new double[Catalogue.Count];

    public static double[] Of(PeerFacts facts) => [.. Catalogue.Select(metric => metric.Read(facts) ?? 0)];

    public static bool IsCounter(int place) => Catalogue[place].Kind == MetricKind.Counter;

    /// <summary>The same, with counters higher by what was counted before.</summary>
    public static double[] Raise(double[] values, double[] before) =>
        [.. values.Select((value, i) => IsCounter(i) ? value + before[i] : value)];

    /// <summary>Several peers as one.</summary>
    public static double[] Merge(IReadOnlyList<double[]> peers) =>
        [.. Catalogue.Select((metric, i) => peers.Count == 0 ? 0 : peers.Select(p => p[i]).Aggregate(metric.Merge))];
}
