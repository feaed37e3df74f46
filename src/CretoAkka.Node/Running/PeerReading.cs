using CretoAkka.Core.Circuits;

namespace CretoAkka.Node.Running;

/// <summary>What one node knows of one peer now.</summary>
/// <param name="Peer">The peer.</param>
/// <param name="Stats">Its circuit.</param>
/// <param name="LatencyP50">The median latency; null: no samples.</param>
/// <param name="LatencyP99">The 99th percentile; null: no samples.</param>
/// <param name="Timeout">The timeout in force.</param>
/// <param name="Messages">What was sent to it.</param>
internal sealed record PeerReading(
    string Peer,
    CircuitStats Stats,
    TimeSpan? LatencyP50,
    TimeSpan? LatencyP99,
    TimeSpan Timeout,
    MessageStats Messages)
{
    /// <summary>Messages that wait.</summary>
    public int Queued => Messages.Queued;

    /// <summary>Whether a session is established.</summary>
    public bool Session => Messages.IsEstablished;

    /// <summary>Reads all peers of a node, by name; none if it is down.</summary>
    public static IReadOnlyList<PeerReading> Of(ClusterNode node)
    {
        if (node.System is not { } system)
            return [];
        return [.. node.Spec.Peers.Select(peer => Of(system.Circuits, peer))];
    }

    private static PeerReading Of(PeerCircuits circuits, string peer)
    {
        var (latency, messages) = (circuits.GetLatencyStats(peer), circuits.GetMessages(peer));
        return new PeerReading(
            peer,
            circuits.GetStats(peer),
            latency.Samples > 0 ? latency.P50 : null,
            latency.Samples > 0 ? latency.P99 : null,
            latency.Timeout,
            messages);
    }
}
