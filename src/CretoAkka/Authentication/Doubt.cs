namespace CretoAkka.Authentication;

/// <summary>Why a message between nodes was dropped.</summary>
internal enum Doubt
{
    /// <summary>This node has an authenticator, and the message proves nothing.</summary>
    NoProof,

    /// <summary>This node has no authenticator, and the message asks for one.</summary>
    NoAuthenticator,

    /// <summary>No key of the peer is known.</summary>
    NoKey,

    /// <summary>The signature or the code is not the peer's.</summary>
    Forged,
}
