using CretoAkka.Metrics;
using Prometheus;

namespace CretoAkka.Prometheus;

/// <summary>All series of one label value, looked up once: a lookup costs several times an observation.</summary>
internal sealed class PeerSeries : IPeerMetrics
{
    private readonly CircuitFamilies _families;
    private readonly string _label;
    private readonly ICollectorChild[] _series;
    private readonly Histogram.Child _succeeded;
    private readonly Histogram.Child _failed;
    private readonly Histogram.Child _timedOut;

    /// <summary>Makes every series, at 0.</summary>
    public PeerSeries(CircuitFamilies families, string label)
    {
        _families = families;
        _label = label;
        _series = families.Peers.Series(label);
        _succeeded = families.Latency.WithLabels(label, "success");
        _failed = families.Latency.WithLabels(label, "failure");
        _timedOut = families.Latency.WithLabels(label, "timeout");
    }

    public void Observe(TimeSpan latency, LatencyStatus status)
    {
        var series = status switch
        {
            LatencyStatus.Success => _succeeded,
            LatencyStatus.Failure => _failed,
            _ => _timedOut,
        };
        series.Observe(latency.TotalSeconds);
    }

    public void Publish(double[] values)
    {
        for (var i = 0; i < values.Length; i++)
            MetricTable<PeerFacts>.Publish(_series[i], values[i]);
    }

    public void Remove()
    {
        _families.Peers.Remove(_label);
        _families.Latency.RemoveLabelled(_label, "success");
        _families.Latency.RemoveLabelled(_label, "failure");
        _families.Latency.RemoveLabelled(_label, "timeout");
    }
}
