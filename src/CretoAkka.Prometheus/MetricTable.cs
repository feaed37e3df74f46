using CretoAkka.Metrics;
using Prometheus;

namespace CretoAkka.Prometheus;

/// <summary>The metrics of one catalogue on one registry.</summary>
internal sealed class MetricTable<TFacts>
{
    private readonly Family[] _families;

    /// <summary>Registers them all.</summary>
    /// <param name="factory">Whose registry.</param>
    /// <param name="catalogue">Which series there are.</param>
    /// <param name="labels">Labels that come before those of the catalogue.</param>
    /// <param name="isSilent">Whether a series is absent until its first value, and not there at 0.</param>
    public MetricTable(
        IMetricFactory factory, IReadOnlyList<CircuitMetric<TFacts>> catalogue, string[] labels, bool isSilent = false)
    {
        Catalogue = catalogue;
        _families = [.. catalogue.Select(metric => Register(factory, metric, labels, isSilent))];
    }

    public IReadOnlyList<CircuitMetric<TFacts>> Catalogue { get; }

    /// <summary>One series for each line of the catalogue.</summary>
    public ICollectorChild[] Series(params string[] labels) =>
        [.. _families.Select((family, i) => family.Series(Labels(i, labels)))];

    /// <summary>Removes those series.</summary>
    public void Remove(params string[] labels)
    {
        for (var i = 0; i < _families.Length; i++)
            _families[i].Remove(Labels(i, labels));
    }

    /// <summary>Shows a value; null: the series is absent until it has one.</summary>
    public static void Publish(ICollectorChild series, double? value)
    {
        switch (series, value)
        {
            case (Counter.Child counter, { } count):
                counter.IncTo(count);
                break;
            case (Gauge.Child gauge, { } now):
                gauge.Set(now);
                break;
            case (Gauge.Child gauge, null):
                gauge.Unpublish();
                break;
        }
    }

    private string[] Labels(int line, string[] first) =>
        [.. first, .. Catalogue[line].Labels.Select(label => label.Value)];

    private static Family Register(
        IMetricFactory factory, CircuitMetric<TFacts> metric, string[] first, bool isSilent)
    {
        string[] labels = [.. first, .. metric.Labels.Select(label => label.Name)];
        if (metric.Kind == MetricKind.Gauge)
        {
            var gauge = factory.CreateGauge(
                metric.Name, metric.Help, labels, new() { SuppressInitialValue = isSilent });
            return new(gauge.WithLabels, gauge.RemoveLabelled);
        }
        var counter = factory.CreateCounter(
            metric.Name, metric.Help, labels,
            new() { SuppressInitialValue = isSilent, ExemplarBehavior = ExemplarBehavior.NoExemplars() });
        return new(counter.WithLabels, counter.RemoveLabelled);
    }

    private sealed record Family(Func<string[], ICollectorChild> Series, Action<string[]> Remove);
}
