using CretoAkka.Metrics;

namespace CretoAkka.Prometheus;

/// <summary>One value for each series of a peer, in the order of the catalogue.</summary>
internal static class Values
{
    private static readonly CircuitMetric<PeerFacts>[] Catalogue = [.. PeerCatalogue.All];
    private static readonly bool[] Counters = [.. Catalogue.Select(metric => metric.Kind == MetricKind.Counter)];

    public static double[] None() => new double[Catalogue.Length];

    // A loop: a scrape does this for every peer, and a query would make objects for each.
    public static double[] Of(PeerFacts facts)
    {
        var values = None();
        for (var i = 0; i < values.Length; i++)
            values[i] = Catalogue[i].Read(facts) ?? 0;
        return values;
    }

    public static bool IsCounter(int place) => Counters[place];

    /// <summary>The same, with counters higher by what was counted before.</summary>
    public static double[] Raise(double[] values, double[] before) =>
        [.. values.Select((value, i) => IsCounter(i) ? value + before[i] : value)];

    /// <summary>Several peers as one.</summary>
    public static double[] Merge(IReadOnlyList<double[]> peers) =>
        [.. Catalogue.Select((metric, i) => peers.Count == 0 ? 0 : peers.Select(p => p[i]).Aggregate(metric.Merge))];
}
