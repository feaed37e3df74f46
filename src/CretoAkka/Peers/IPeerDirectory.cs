using CretoAkka.Circuits;
using CretoAkka.Configuration;
using CretoAkka.Quorums;

namespace CretoAkka.Peers;

/// <summary>What the supervisor asks of all peers together. Thread-safe.</summary>
internal interface IPeerDirectory
{
    /// <summary>Makes sure that a peer is known; false where none may be added.</summary>
    bool TryAdd(PeerId peer);

    /// <summary>Whether a peer is known.</summary>
    bool Knows(PeerId peer);

    /// <summary>
    /// A peer's gate or, where it is not known, one like it would begin with; null where none may be added.
    /// </summary>
    CircuitGate? TryLook(PeerId peer);

    /// <inheritdoc cref="PeerCircuits.AddPeer(PeerId)"/>
    void AddPeer(PeerId peer);

    /// <inheritdoc cref="PeerCircuits.AddPeer(PeerId, string)"/>
    void AddPeer(PeerId peer, string address);

    /// <inheritdoc cref="PeerCircuits.UpdatePeer"/>
    void UpdatePeer(PeerId peer, string address);

    /// <inheritdoc cref="PeerCircuits.UpdateSettings(PeerId, PeerSettings)"/>
    bool UpdateSettings(PeerId peer, PeerSettings settings);

    /// <inheritdoc cref="PeerCircuits.RemovePeer"/>
    bool RemovePeer(PeerId peer);

    /// <inheritdoc cref="PeerCircuits.ReportEvidence"/>
    CommandReply ReportEvidence(PeerId peer, EvidenceKind kind, object? proof = null);

    /// <summary>Somebody was let back in: whoever is proven faulty and found no place may find one now.</summary>
    void QuarantineCharged();

    /// <summary>Looks whether it is this node that is cut off.</summary>
    void LookAtOurselves();

    /// <summary>It was: what opened meanwhile may prove itself at once.</summary>
    void Reconsider();

    /// <summary>Who may stand in for a peer, best first.</summary>
    IReadOnlyList<PeerId> Alternatives(PeerId failed);

    /// <summary>Who may carry a message to a peer, best first.</summary>
    IReadOnlyList<PeerId> Carriers(PeerId addressee);
}
