using CretoAkka.Metrics;
using Prometheus;

namespace CretoAkka.Prometheus;

/// <summary>All series of one label value, looked up once: a lookup costs several times an observation.</summary>
internal sealed class PeerSeries : IPeerMetrics
{
    private readonly CircuitFamilies _families;
    private readonly string _label;
    private readonly Gauge.Child _state;
    private readonly Counter.Child _trips;
    private readonly Counter.Child _successes;
    private readonly Counter.Child _failures;
    private readonly Counter.Child _rejected;
    private readonly Histogram.Child _succeeded;
    private readonly Histogram.Child _failed;
    private readonly Histogram.Child _timedOut;

    /// <summary>Makes every series, at 0.</summary>
    public PeerSeries(CircuitFamilies families, string label)
    {
        _families = families;
        _label = label;
        _state = families.State.WithLabels(label);
        _trips = families.Trips.WithLabels(label);
        _successes = families.Successes.WithLabels(label);
        _failures = families.Failures.WithLabels(label);
        _rejected = families.Rejected.WithLabels(label);
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

    public void Publish(in Reading reading)
    {
        _state.Set((int)reading.State);
        _trips.IncTo(reading.Totals.Trips);
        _successes.IncTo(reading.Totals.Successes);
        _failures.IncTo(reading.Totals.Failures);
        _rejected.IncTo(reading.Totals.Rejected);
    }

    public void Remove()
    {
        _families.State.RemoveLabelled(_label);
        _families.Trips.RemoveLabelled(_label);
        _families.Successes.RemoveLabelled(_label);
        _families.Failures.RemoveLabelled(_label);
        _families.Rejected.RemoveLabelled(_label);
        _families.Latency.RemoveLabelled(_label, "success");
        _families.Latency.RemoveLabelled(_label, "failure");
        _families.Latency.RemoveLabelled(_label, "timeout");
    }
}
