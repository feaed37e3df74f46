using Prometheus;

namespace CretoAkka.Prometheus;

/// <summary>The six metrics on one registry.</summary>
/// <remarks>
/// <c>circuit_breaker_state</c>, <c>circuit_breaker_trips_total</c>, <c>circuit_breaker_success_total</c>,
/// <c>circuit_breaker_failure_total</c> and <c>circuit_breaker_rejected_total</c> carry the label <c>peer_id</c>;
/// the histogram <c>circuit_breaker_latency</c>, in seconds, carries <c>peer_id</c> and <c>status</c>.
/// </remarks>
internal sealed class CircuitFamilies
{
    // From a call within one rack to twice the longest timeout a circuit may be given by default (30 s): what was cut
    // off at its deadline must not share a bucket with infinity.
    private static readonly double[] Buckets =
        [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private static readonly string[] PeerLabel = ["peer_id"];
    private static readonly string[] LatencyLabels = ["peer_id", "status"];

    public CircuitFamilies(CollectorRegistry registry)
    {
        var metrics = global::Prometheus.Metrics.WithCustomRegistry(registry);
        State = metrics.CreateGauge(
            "circuit_breaker_state",
            "State of the circuit to the peer: 0 closed, 1 open, 2 half-open.",
            PeerLabel);
        Trips = metrics.CreateCounter(
            "circuit_breaker_trips_total",
            "Times the circuit to the peer opened.",
            PeerLabel);
        Successes = metrics.CreateCounter(
            "circuit_breaker_success_total",
            "Outcomes that counted as successes of the peer.",
            PeerLabel);
        Failures = metrics.CreateCounter(
            "circuit_breaker_failure_total",
            "Outcomes that counted as failures of the peer, timeouts included.",
            PeerLabel);
        Rejected = metrics.CreateCounter(
            "circuit_breaker_rejected_total",
            "Uses of the peer that its circuit refused.",
            PeerLabel);
        Latency = metrics.CreateHistogram(
            "circuit_breaker_latency",
            "Seconds from the start of a call, or the sending of a session's marker, to its end, by how it ended.",
            LatencyLabels,
            // An exemplar would be read from the current activity at every call.
            new HistogramConfiguration { Buckets = Buckets, ExemplarBehavior = ExemplarBehavior.NoExemplars() });
    }

    public Gauge State { get; }

    public Counter Trips { get; }

    public Counter Successes { get; }

    public Counter Failures { get; }

    public Counter Rejected { get; }

    public Histogram Latency { get; }
}
