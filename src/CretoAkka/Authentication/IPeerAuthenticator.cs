namespace CretoAkka.Authentication;

/// <summary>
/// Proves to peers who this node is, and knows them by their keys. Sessions ask it while they are opened; what follows
/// carries codes under a key that only the two sides have.
/// </summary>
/// <remarks>Thread-safe: all circuits of a node use the same one. What comes from a peer may be a lie.</remarks>
public interface IPeerAuthenticator
{
    /// <summary>Whether a key of the peer is known; otherwise it gets no session. Must be fast.</summary>
    bool Knows(PeerId peer);

    /// <summary>Signs as this node.</summary>
    /// <param name="text">What to sign; says itself what it is for, and for whom.</param>
    /// <returns>The signature, of at most 256 bytes.</returns>
    byte[] Sign(ReadOnlySpan<byte> text);

    /// <summary>Whether a signature is the peer's. Does not throw, whatever it is given.</summary>
    bool Verify(PeerId peer, ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature);

    /// <summary>Makes a key for one session.</summary>
    IKeyExchange BeginExchange();
}
