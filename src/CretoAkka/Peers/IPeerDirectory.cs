namespace CretoAkka.Peers;

/// <summary>What the supervisor asks of all peers together. Thread-safe.</summary>
internal interface IPeerDirectory
{
    /// <summary>Makes sure that a peer is known; false where none may be added.</summary>
    bool TryAdd(PeerId peer);

    /// <summary>Somebody was let back in: whoever is proven faulty and found no place may find one now.</summary>
    void QuarantineCharged();

    /// <summary>Looks whether it is this node that is cut off.</summary>
    void LookAtOurselves();

    /// <summary>It was: what opened meanwhile may prove itself at once.</summary>
    void Reconsider();

    /// <summary>Who may stand in for a peer, best first.</summary>
    IReadOnlyList<PeerId> Alternatives(PeerId failed);
}
