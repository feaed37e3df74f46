using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;
using CretoAkka.Latency;

namespace CretoAkka;

/// <summary>All that is known of one peer at one moment. Immutable.</summary>
/// <param name="Peer">Which peer.</param>
/// <param name="Settings">What its circuit obeys.</param>
/// <param name="Stats">Its circuit.</param>
/// <param name="Latency">Its latest latencies, and the timeout in force.</param>
/// <param name="Messages">What waits for it, and what became of every message for it.</param>
public sealed record PeerReport(
    PeerId Peer, PeerSettings Settings, CircuitStats Stats, LatencyStats Latency, MessageStats Messages);
