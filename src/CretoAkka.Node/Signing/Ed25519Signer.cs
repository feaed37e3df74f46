using CretoAkka.Pbft.Signing;
using NSec.Cryptography;

namespace CretoAkka.Node.Signing;

/// <summary>Signs as one replica or client, with a key that never leaves the process. Thread-safe.</summary>
internal sealed class Ed25519Signer(string id, Key key) : ISigner
{
    /// <inheritdoc/>
    public string Id { get; } = id;

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> message) => SignatureAlgorithm.Ed25519.Sign(key, message);
}
