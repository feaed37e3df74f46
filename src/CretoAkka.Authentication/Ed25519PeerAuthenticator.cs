using System.Collections.Frozen;
using System.Globalization;
using NSec.Cryptography;

namespace CretoAkka.Authentication;

/// <summary>
/// Knows peers by their Ed25519 keys, and agrees on the keys of sessions by X25519. Thread-safe.
/// </summary>
/// <remarks>Whose key is which is agreed before, as membership is. Other keys are another instance.</remarks>
public sealed class Ed25519PeerAuthenticator : IPeerAuthenticator, IDisposable
{
    private static readonly SignatureAlgorithm Algorithm = SignatureAlgorithm.Ed25519;

    private readonly FrozenDictionary<PeerId, PublicKey> _peers;
    private readonly Key _own;
    private readonly bool _isOurs;

    /// <summary>Makes it from keys as bytes.</summary>
    /// <param name="privateKey">This node's: the 32 bytes that RFC 8032 calls the private key. Copied.</param>
    /// <param name="publicKeys">Each peer's: 32 bytes. One for this node itself does no harm.</param>
    /// <exception cref="ArgumentException">A key is none. The message says which one, and why.</exception>
    public Ed25519PeerAuthenticator(
        ReadOnlySpan<byte> privateKey, IReadOnlyDictionary<PeerId, byte[]> publicKeys)
    {
        ArgumentNullException.ThrowIfNull(publicKeys);
        _peers = publicKeys.ToFrozenDictionary(pair => pair.Key, pair => PublicKeyOf(pair.Key, pair.Value));
        (_own, _isOurs) = (PrivateKeyOf(privateKey), true);
    }

    /// <summary>Makes it from keys of NSec, so that the private one never leaves its memory.</summary>
    /// <param name="privateKey">This node's. Remains the caller's to dispose, after the actor system has ended.</param>
    /// <param name="publicKeys">Each peer's. One for this node itself does no harm.</param>
    /// <exception cref="ArgumentException">A key is of another algorithm. The message says which one.</exception>
    public Ed25519PeerAuthenticator(Key privateKey, IReadOnlyDictionary<PeerId, PublicKey> publicKeys)
    {
        ArgumentNullException.ThrowIfNull(privateKey);
        ArgumentNullException.ThrowIfNull(publicKeys);
        if (!Algorithm.Equals(privateKey.Algorithm))
            throw new ArgumentException("The private key is of another algorithm than Ed25519.", nameof(privateKey));
        foreach (var (peer, key) in publicKeys)
        {
            if (!Algorithm.Equals(key?.Algorithm))
                throw new ArgumentException(
                    $"The public key of peer '{peer}' is of another algorithm than Ed25519.", nameof(publicKeys));
        }
        _peers = publicKeys.ToFrozenDictionary();
        _own = privateKey;
    }

    /// <summary>Makes a new key pair, each key 32 bytes: the private one is its node's.</summary>
    public static (byte[] PrivateKey, byte[] PublicKey) CreateKeyPair()
    {
        var exportable = new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport };
        using var key = Key.Create(Algorithm, exportable);
        return (key.Export(KeyBlobFormat.RawPrivateKey), key.Export(KeyBlobFormat.RawPublicKey));
    }

    /// <inheritdoc/>
    public bool Knows(PeerId peer) => _peers.ContainsKey(peer);

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> text) => Algorithm.Sign(_own, text);

    /// <inheritdoc/>
    public bool Verify(PeerId peer, ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature) =>
        signature.Length == Algorithm.SignatureSize
        && _peers.TryGetValue(peer, out var key)
        && Algorithm.Verify(key, text, signature);

    /// <inheritdoc/>
    public IKeyExchange BeginExchange() => new X25519Exchange();

    /// <summary>Forgets the private key, if it was given as bytes. For after the actor system has ended.</summary>
    public void Dispose()
    {
        if (_isOurs)
            _own.Dispose();
    }

    private static Key PrivateKeyOf(ReadOnlySpan<byte> privateKey)
    {
        if (privateKey.Length != Algorithm.PrivateKeySize)
            throw new ArgumentException(
                Length("The private key", privateKey.Length, Algorithm.PrivateKeySize), nameof(privateKey));
        return Key.TryImport(Algorithm, privateKey, KeyBlobFormat.RawPrivateKey, out var key)
            ? key!
            : throw new ArgumentException("The private key is no key of Ed25519.", nameof(privateKey));
    }

    private static PublicKey PublicKeyOf(PeerId peer, byte[]? publicKey)
    {
        var name = $"The public key of peer '{peer}'";
        if (publicKey?.Length != Algorithm.PublicKeySize)
            throw new ArgumentException(
                Length(name, publicKey?.Length ?? 0, Algorithm.PublicKeySize), nameof(publicKey));
        return PublicKey.TryImport(Algorithm, publicKey, KeyBlobFormat.RawPublicKey, out var key)
            ? key!
            : throw new ArgumentException($"{name} is no key of Ed25519.", nameof(publicKey));
    }

    private static string Length(string name, int length, int expected) => string.Create(
        CultureInfo.InvariantCulture, $"{name} has {length} bytes; a key of Ed25519 has {expected}.");
}
