namespace CretoAkka.Pbft.Signing;

/// <summary>
/// Knows the public keys of replicas and clients. What it does not know has no valid signature, so the set of clients,
/// and with it the memory they take, is bounded by the keys it holds. Safe to call from any thread; never throws.
/// </summary>
public interface IVerifier
{
    /// <summary>Whether <paramref name="signer"/> signed exactly these bytes. False for an unknown signer.</summary>
    bool Verify(string signer, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);
}
