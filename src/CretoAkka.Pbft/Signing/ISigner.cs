namespace CretoAkka.Pbft.Signing;

/// <summary>Signs for one identity. Implementations are safe to call from any thread.</summary>
public interface ISigner
{
    /// <summary>Whose signature it is: a replica of the group or a client.</summary>
    string Id { get; }

    /// <summary>
    /// Signs the exact bytes. At most <see cref="Messages.MessageLimits.Signature"/> bytes come back.
    /// </summary>
    byte[] Sign(ReadOnlySpan<byte> message);
}
