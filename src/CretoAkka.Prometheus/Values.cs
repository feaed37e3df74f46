using CretoAkka.Metrics;

namespace CretoAkka.Prometheus;

/// <summary>One value for each series of a peer, in the order of a catalogue. Thread-safe.</summary>
internal sealed class Values(IReadOnlyList<CircuitMetric<PeerFacts>> catalogue)
{
    private readonly CircuitMetric<PeerFacts>[] _catalogue = [.. catalogue];
    private readonly bool[] _counters = [.. catalogue.Select(metric => metric.Kind == MetricKind.Counter)];

    public double[] None() => new double[_catalogue.Length];

    // A loop: a scrape does this for every peer, and a query would make objects for each.
    public double[] Of(PeerFacts facts)
    {
        var values = None();
        for (var i = 0; i < values.Length; i++)
            values[i] = _catalogue[i].Read(facts) ?? 0;
        return values;
    }

    public bool IsCounter(int place) => _counters[place];

    /// <summary>The same, with counters higher by what was counted before.</summary>
    public double[] Raise(double[] values, double[] before) =>
        [.. values.Select((value, i) => IsCounter(i) ? value + before[i] : value)];

    /// <summary>Several peers as one.</summary>
    public double[] Merge(IReadOnlyList<double[]> peers) =>
        [.. _catalogue.Select((metric, i) => peers.Count == 0 ? 0 : peers.Select(p => p[i]).Aggregate(metric.Merge))];
}
