using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Prometheus;

namespace CretoAkka.Benchmarks.Cases;

/// <summary>The series of a registry on another one, with the same names, labels and values, and nothing behind them.</summary>
internal static partial class PlainSeries
{
    /// <summary>Copies what a scrape of <paramref name="from"/> shows.</summary>
    public static void Copy(CollectorRegistry from, CollectorRegistry to)
    {
        var metrics = global::Prometheus.Metrics.WithCustomRegistry(to);
        var (name, type) = ("", "");
        foreach (var line in Scrape(from).Split('\n'))
        {
            if (TypeLine().Match(line) is { Success: true } told)
                (name, type) = (told.Groups["name"].Value, told.Groups["type"].Value);
            else if (SeriesLine().Match(line) is { Success: true } series)
                Add(metrics, name, type, series);
        }
    }

    private static void Add(MetricFactory metrics, string name, string type, Match series)
    {
        var labels = Label().Matches(series.Groups["labels"].Value)
            .Select(label => (Name: label.Groups["name"].Value, Value: label.Groups["value"].Value))
            .ToList();
        var value = double.Parse(series.Groups["value"].Value, CultureInfo.InvariantCulture);
        string[] names = [.. labels.Select(label => label.Name)];
        string[] values = [.. labels.Select(label => label.Value)];
        if (type == "counter")
            metrics.CreateCounter(name, "Plain.", names).WithLabels(values).IncTo(value);
        else if (type == "gauge")
            metrics.CreateGauge(name, "Plain.", names).WithLabels(values).Set(value);
        else if (series.Groups["name"].Value.EndsWith("_count", StringComparison.Ordinal))
            metrics.CreateHistogram(name, "Plain.", names, Buckets).WithLabels(values).Observe(1, (long)value);
    }

    private static readonly HistogramConfiguration Buckets =
        new() { Buckets = Histogram.ExponentialBuckets(0.0005, 2.1, 16) };

    private static string Scrape(CollectorRegistry registry)
    {
        using var text = new MemoryStream();
        registry.CollectAndExportAsTextAsync(text).GetAwaiter().GetResult();
        return Encoding.UTF8.GetString(text.ToArray());
    }

    [GeneratedRegex(@"^# TYPE (?<name>\S+) (?<type>\S+)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"^(?<name>[a-z_]+)(\{(?<labels>.*)\})? (?<value>\S+)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex SeriesLine();

    [GeneratedRegex("(?<name>[a-z_]+)=\"(?<value>[^\"]*)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Label();
}
