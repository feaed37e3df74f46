namespace CretoAkka.Peers;

/// <summary>Which peers there are. Thread-safe.</summary>
internal interface IPeerDirectory
{
    /// <summary>Makes sure that a peer is known; false where none may be added.</summary>
    bool TryAdd(PeerId peer);

    /// <summary>Who may stand in for a peer, best first.</summary>
    IReadOnlyList<PeerId> Alternatives(PeerId failed);
}
