using System.Text;
using CretoAkka.Pbft.Signing;
using NSec.Cryptography;

namespace CretoAkka.Pbft.Tests.Support;

/// <summary>Real signatures with keys that follow from the name, so that a failing test fails again.</summary>
internal sealed class Ed25519Signer : ISigner, IDisposable
{
    private readonly Key _key;

    public Ed25519Signer(string id)
    {
        Id = id;
        var seed = HashAlgorithm.Sha256.Hash(Encoding.UTF8.GetBytes(id));
        _key = Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey);
    }

    public string Id { get; }

    public PublicKey PublicKey => _key.PublicKey;

    public byte[] Sign(ReadOnlySpan<byte> message) => SignatureAlgorithm.Ed25519.Sign(_key, message);

    public void Dispose() => _key.Dispose();
}

internal sealed class Ed25519Verifier(IEnumerable<Ed25519Signer> known) : IVerifier
{
    private readonly Dictionary<string, PublicKey> _keys = known.ToDictionary(s => s.Id, s => s.PublicKey);

    public bool Verify(string signer, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        _keys.TryGetValue(signer, out var key) && SignatureAlgorithm.Ed25519.Verify(key, message, signature);
}

/// <summary>Counts what reaches the costly step.</summary>
internal sealed class CountingVerifier(IVerifier inner) : IVerifier
{
    public int Calls { get; private set; }

    public bool Verify(string signer, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        Calls++;
        return inner.Verify(signer, message, signature);
    }
}
