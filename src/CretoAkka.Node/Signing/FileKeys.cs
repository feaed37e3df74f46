using System.Collections.Frozen;
using CretoAkka.Authentication;
using CretoAkka.Node.Replicas;
using CretoAkka.Pbft.Signing;
using NSec.Cryptography;

namespace CretoAkka.Node.Signing;

/// <summary>
/// One party's private key and everybody's public ones, from files. Who speaks for clients signs for them with its own
/// key: it could lie in their name in any case. Thread-safe.
/// </summary>
internal sealed class FileKeys : INodeKeys, IDisposable
{
    private readonly Key _own;
    private readonly FrozenDictionary<string, PublicKey> _public;

    /// <summary>Reads them.</summary>
    /// <param name="directory">Where they are.</param>
    /// <param name="self">Whose private key is read.</param>
    /// <param name="members">The replicas.</param>
    /// <exception cref="KeyFileException">One is missing, or none; or the pair of this party is none.</exception>
    public FileKeys(KeyDirectory directory, string self, IEnumerable<string> members)
    {
        var owners = members.Append(ClientNames.Outside).Distinct(StringComparer.Ordinal)
            .ToDictionary(name => name, directory.ReadPublic, StringComparer.Ordinal);
        _public = owners
            .SelectMany(owner => ClientNames.Of(owner.Key).Append(owner.Key)
                .Select(name => KeyValuePair.Create(name, owner.Value)))
            .ToFrozenDictionary(StringComparer.Ordinal);
        _own = directory.ReadPrivate(self);
        if (!_own.PublicKey.Equals(owners[self]))
        {
            _own.Dispose();
            throw new KeyFileException(
                $"{directory.PrivateOf(self)} and {directory.PublicOf(self)} are no pair: expected the two that were "
                + "made together.");
        }
        RefuseTwins(directory, owners);
    }

    // Who has one key as two replicas has two votes.
    private void RefuseTwins(KeyDirectory directory, Dictionary<string, PublicKey> owners)
    {
        if (owners.GroupBy(owner => owner.Value).FirstOrDefault(same => same.Count() > 1) is not { } twins)
            return;
        _own.Dispose();
        throw new KeyFileException(
            $"{string.Join(" and ", twins.Select(owner => directory.PublicOf(owner.Key)))} are one key: expected a key "
            + "of its own for each.");
    }

    /// <summary>The public key of this party, as 32 bytes.</summary>
    public byte[] OwnPublicKey => _own.PublicKey.Export(KeyBlobFormat.RawPublicKey);

    /// <inheritdoc/>
    public ISigner SignerOf(string id) => new Ed25519Signer(id, _own);

    /// <inheritdoc/>
    public IPeerAuthenticator AuthenticatorOf(string id, IEnumerable<string> peers) =>
        new Ed25519PeerAuthenticator(_own, peers.ToDictionary(peer => (PeerId)peer, peer => _public[peer]));

    /// <inheritdoc/>
    public bool Verify(string signer, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        _public.TryGetValue(signer, out var key)
        && signature.Length == SignatureAlgorithm.Ed25519.SignatureSize
        && SignatureAlgorithm.Ed25519.Verify(key, message, signature);

    public void Dispose() => _own.Dispose();
}
