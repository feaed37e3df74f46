namespace CretoAkka.Metrics;

/// <summary>What a session does not expect of a peer that keeps to the rules.</summary>
public enum SessionAnomaly
{
    /// <summary>It does not know the number of the session: of one that is past, or made up. Ignored.</summary>
    WrongNonce = 0,

    /// <summary>A kind or version of session message that this node does not know. Ignored.</summary>
    UnknownMessage,

    /// <summary>A frame of more messages than any may hold. Ignored.</summary>
    OversizedFrame,

    /// <summary>It acknowledged what was never sent, or contradicted itself. A failure of the peer.</summary>
    Contradiction,

    /// <summary>A message that nobody here can read: of an unknown manifest, perhaps. Answered as such.</summary>
    UnreadablePayload,

    /// <summary>Nothing proves that it is the peer's. Dropped.</summary>
    Unauthenticated,
}
