using CretoAkka.Metrics;
using Prometheus;

namespace CretoAkka.Prometheus;

/// <summary>The metrics on one registry.</summary>
/// <remarks>
/// Those of a peer are of <see cref="PeerCatalogue.All"/>, by <c>peer_id</c>, and the histogram
/// <c>circuit_breaker_latency</c>, in seconds, by <c>peer_id</c> and <c>status</c>; the node's are
/// <see cref="NodeCatalogue.All"/>.
/// </remarks>
internal sealed class CircuitFamilies
{
    // From a call within one rack to twice the longest timeout a circuit may be given by default (30 s): what was cut
    // off at its deadline must not share a bucket with infinity.
    private static readonly double[] Buckets =
        [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private static readonly string[] LatencyLabels = [PeerCatalogue.PeerLabel, "status"];

    public CircuitFamilies(CollectorRegistry registry, IReadOnlyList<CircuitMetric<PeerFacts>> ofPeers)
    {
        var metrics = global::Prometheus.Metrics.WithCustomRegistry(registry);
        Peers = new(metrics, ofPeers, [PeerCatalogue.PeerLabel]);
        Values = new(ofPeers);
        Node = new(metrics, NodeCatalogue.All, [], isSilent: true);
        Latency = metrics.CreateHistogram(
            "circuit_breaker_latency",
            "Seconds from the start of a call, or the sending of a session's marker, to its end, by how it ended.",
            LatencyLabels,
            new HistogramConfiguration { Buckets = Buckets, ExemplarBehavior = Exemplars.Behavior });
    }

    /// <summary>Those of peers, whose first label is the peer.</summary>
    public MetricTable<PeerFacts> Peers { get; }

    /// <summary>Their values.</summary>
    public Values Values { get; }

    /// <summary>Those of the node.</summary>
    public MetricTable<NodeFacts> Node { get; }

    public Histogram Latency { get; }
}
