using System.Diagnostics.Metrics;
using CretoAkka.Metrics;

namespace CretoAkka.Diagnostics;

/// <summary>Takes the latencies of one peer to the meter. Thread-safe; allocates nothing.</summary>
/// <param name="latency">The meter's histogram.</param>
/// <param name="label">What the peer is called there.</param>
internal sealed class PeerMeter(Histogram<double> latency, string label)
{
    private static readonly KeyValuePair<string, object?>[] Statuses =
    [
        .. Enum.GetValues<LatencyStatus>()
            .Select(status => KeyValuePair.Create("status", (object?)MetricWords.Of(status))),
    ];

    private readonly KeyValuePair<string, object?> _peer = new(PeerCatalogue.PeerLabel, label);

    /// <summary>Whether anybody listens.</summary>
    public bool IsEnabled => latency.Enabled;

    /// <summary>A use ended.</summary>
    public void Observe(TimeSpan span, LatencyStatus status)
    {
        if (latency.Enabled)
            latency.Record(span.TotalSeconds, _peer, Statuses[(int)status]);
    }
}
