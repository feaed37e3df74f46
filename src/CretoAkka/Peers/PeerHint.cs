namespace CretoAkka.Peers;

/// <summary>
/// What something outside the circuit says of a peer. Nobody vouches for it, so it is never an outcome.
/// </summary>
public enum PeerHint
{
    /// <summary>It seems to be there: reachable, or connected.</summary>
    MayBeBack,

    /// <summary>It seems to be gone: unreachable, disconnected, or what it was sent came to nobody.</summary>
    MayBeGone,
}
