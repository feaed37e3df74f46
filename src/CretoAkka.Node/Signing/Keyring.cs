using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using CretoAkka.Authentication;
using CretoAkka.Pbft.Signing;
using NSec.Cryptography;

namespace CretoAkka.Node.Signing;

/// <summary>
/// Keys made at the start of a run, for every replica and every client; nobody else can sign. Thread-safe.
/// </summary>
internal sealed class Keyring : INodeKeys, IDisposable
{
    private readonly FrozenDictionary<string, Key> _keys;

    /// <summary>Makes a key for each of <paramref name="ids"/>.</summary>
    public Keyring(IEnumerable<string> ids) =>
        _keys = ids.ToFrozenDictionary(id => id, _ => Key.Create(SignatureAlgorithm.Ed25519));

    /// <summary>The same keys in every process that has the secret.</summary>
    public Keyring(IEnumerable<string> ids, string secret) => _keys = ids.ToFrozenDictionary(
        id => id,
        id => Key.Import(
            SignatureAlgorithm.Ed25519,
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(id)),
            KeyBlobFormat.RawPrivateKey));

    /// <inheritdoc/>
    public ISigner SignerOf(string id) => new Ed25519Signer(id, _keys[id]);

    /// <inheritdoc/>
    public IPeerAuthenticator AuthenticatorOf(string id, IEnumerable<string> peers) =>
        new Ed25519PeerAuthenticator(_keys[id], peers.ToDictionary(p => (PeerId)p, p => _keys[p].PublicKey));

    /// <inheritdoc/>
    public bool Verify(string signer, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        _keys.TryGetValue(signer, out var key)
        && signature.Length == SignatureAlgorithm.Ed25519.SignatureSize
        && SignatureAlgorithm.Ed25519.Verify(key.PublicKey, message, signature);

    public void Dispose()
    {
        foreach (var key in _keys.Values)
            key.Dispose();
    }
}
