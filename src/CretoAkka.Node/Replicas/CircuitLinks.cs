using Akka.Actor;
using CretoAkka.Quorums;

namespace CretoAkka.Node.Replicas;

/// <summary>
/// Sends through the library: each message to a peer is numbered, acknowledged and subject to its circuit.
/// </summary>
internal sealed class CircuitLinks(PeerCircuits circuits) : IPeerLinks
{
    private volatile bool _joined;

    /// <summary>
    /// Adds the peers. What was sent before is gone: while the nodes of a process start one after the other, silence
    /// says nothing about a peer, and must not count against it.
    /// </summary>
    /// <param name="addresses">The path of each peer's replica.</param>
    public void Join(IEnumerable<(string Peer, string Address)> addresses)
    {
        foreach (var (peer, address) in addresses)
            circuits.AddPeer(peer, address);
        _joined = true;
    }

    /// <inheritdoc/>
    public void Send(string replica, ProtocolFrame frame, MessageTraits traits)
    {
        if (_joined)
            circuits.Send(replica, frame, traits);
    }

    /// <inheritdoc/>
    public void Broadcast(ProtocolFrame frame, MessageTraits traits)
    {
        if (_joined)
            circuits.Broadcast(frame, traits);
    }

    /// <inheritdoc/>
    public void Charge(string replica, EvidenceKind kind, object proof) =>
        circuits.ReportEvidence(replica, kind, proof);

    /// <inheritdoc/>
    public string? ProvenSender(IActorRef? sender) => PeerCircuits.ProvenSender(sender)?.Value;

    /// <inheritdoc/>
    public void AdvanceWatermark(string lane, long instance) => circuits.AdvanceWatermark(lane, instance);
}
