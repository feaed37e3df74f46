using System.Diagnostics.Metrics;
using CretoAkka.Metrics;

namespace CretoAkka.Diagnostics;

/// <summary>
/// One actor system's circuits as instruments of .NET: latencies are told, all else is read when a listener asks.
/// Thread-safe.
/// </summary>
internal sealed class CircuitMeter : IDisposable
{
    // Those of the other export, so that both can be laid over each other.
    private static readonly double[] Buckets =
        [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private readonly Meter _meter;
    private readonly Histogram<double> _latency;
    private readonly MeteredPeers _peers;

    /// <summary>Makes all instruments.</summary>
    /// <param name="node">What the node calls itself.</param>
    /// <param name="instance">What these circuits are called; empty: they have no name, and no tag of one.</param>
    /// <param name="maxPeers">Peers with a tag of their own at most; the others are one.</param>
    /// <param name="facts">What concerns no single peer.</param>
    public CircuitMeter(string node, string instance, int maxPeers, Func<NodeFacts> facts)
    {
        _peers = new MeteredPeers(maxPeers);
        _meter = new Meter(new MeterOptions(CircuitTelemetry.Name)
        {
            Version = CircuitTelemetry.Source.Version,
            Tags = instance.Length == 0
                ? [new(CircuitTelemetry.NodeTag, node)]
                : [new(CircuitTelemetry.NodeTag, node), new(CircuitTelemetry.InstanceTag, instance)],
        });
        _latency = _meter.CreateHistogram(
            "circuit_breaker.latency", "s", "From the start of a call, or the sending of a marker, to its end.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Buckets });
        foreach (var series in PeerCatalogue.All.Index().GroupBy(line => line.Item.Name))
        {
            int[] lines = [.. series.Select(line => line.Index)];
            Make(series.First().Item, () => _peers.Measure(lines));
        }
        foreach (var series in NodeCatalogue.All.GroupBy(metric => metric.Name))
        {
            CircuitMetric<NodeFacts>[] metrics = [.. series];
            Make(metrics[0], () => Measure(metrics, facts()));
        }
    }

    /// <summary>A peer was added.</summary>
    public PeerMeter Add(PeerId peer, Func<PeerFacts> facts) => new(_latency, _peers.Add(peer, facts));

    /// <summary>A peer was removed.</summary>
    public void Remove(PeerId peer) => _peers.Remove(peer);

    public void Dispose() => _meter.Dispose();

    private void Make<TFacts>(CircuitMetric<TFacts> metric, Func<IEnumerable<Measurement<double>>> read)
    {
        var name = NameOf(metric.Name);
        if (metric.Kind == MetricKind.Counter)
            _meter.CreateObservableCounter(name, read, metric.Unit, metric.Help);
        else
            _meter.CreateObservableGauge(name, read, metric.Unit, metric.Help);
    }

    private static IEnumerable<Measurement<double>> Measure(CircuitMetric<NodeFacts>[] metrics, NodeFacts facts)
    {
        foreach (var metric in metrics)
        {
            if (metric.Read(facts) is { } value)
                yield return new(value, metric.Tags());
        }
    }

    // Units and kinds are no part of a name here.
    private static string NameOf(string metric)
    {
        var name = metric.Replace("circuit_breaker_", "circuit_breaker.", StringComparison.Ordinal);
        foreach (var suffix in (string[])["_total", "_seconds"])
        {
            if (name.EndsWith(suffix, StringComparison.Ordinal))
                name = name[..^suffix.Length];
        }
        return name;
    }
}
