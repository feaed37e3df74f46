namespace CretoAkka.Node.Storage;

/// <summary>Whose votes are in a store.</summary>
/// <param name="Replica">The replica's name.</param>
/// <param name="PublicKey">The key that its votes were signed for: 32 bytes of Ed25519.</param>
internal sealed record DiskOwner(string Replica, byte[] PublicKey);
