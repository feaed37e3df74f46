using NSec.Cryptography;

namespace CretoAkka.Authentication;

/// <summary>One key pair of X25519, for one session.</summary>
internal sealed class X25519Exchange : IKeyExchange
{
    private static readonly KeyAgreementAlgorithm Algorithm = KeyAgreementAlgorithm.X25519;

    private readonly Key _own = Key.Create(Algorithm);

    public X25519Exchange() => PublicKey = _own.Export(KeyBlobFormat.RawPublicKey);

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <inheritdoc/>
    public byte[]? Agree(ReadOnlySpan<byte> theirs)
    {
        if (theirs.Length != Algorithm.PublicKeySize
            || !NSec.Cryptography.PublicKey.TryImport(Algorithm, theirs, KeyBlobFormat.RawPublicKey, out var key))
            return null;
        // What the library derives from it never leaves the process.
        var exportable = new SharedSecretCreationParameters
        {
            ExportPolicy = KeyExportPolicies.AllowPlaintextExport,
        };
        using var secret = Algorithm.Agree(_own, key!, exportable); // Null for a point of low order.
        return secret?.Export(SharedSecretBlobFormat.RawSharedSecret);
    }

    /// <inheritdoc/>
    public void Dispose() => _own.Dispose();
}
