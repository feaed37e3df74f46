namespace CretoAkka.Authentication;

/// <summary>A key pair for one session: from it and another's public key both sides come to the same secret.</summary>
/// <remarks>Used by one circuit at a time. Disposing it forgets the private key.</remarks>
public interface IKeyExchange : IDisposable
{
    /// <summary>The public key, of at most 256 bytes. Stays readable.</summary>
    ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>The secret shared with whoever has the private key of <paramref name="theirs"/>.</summary>
    /// <returns>Null: that is no public key, or one that would make the secret guessable.</returns>
    byte[]? Agree(ReadOnlySpan<byte> theirs);
}
