using System.Security.Cryptography;

namespace CretoAkka.Pbft.Messages;

/// <summary>
/// Requests that share one place, in the order in which they run. The empty one is the null request: it fills a place
/// that a new view found without a proposal, and does nothing. Immutable; equal if its requests are.
/// </summary>
public sealed class Batch : IEquatable<Batch>
{
    /// <summary>The null request.</summary>
    public static readonly Batch Null = new([]);

    /// <summary>A batch of these requests.</summary>
    /// <param name="requests">
    /// As their clients signed them: at most <see cref="MessageLimits.BatchRequests"/>, of at most
    /// <see cref="MessageLimits.BatchBytes"/> together.
    /// </param>
    public Batch(ValueList<SignedMessage> requests)
    {
        Requests = requests;
        Digest = ComputeDigest(requests);
        Bytes = requests.Sum(request => request.Encoded.Length);
    }

    /// <summary>The requests.</summary>
    public ValueList<SignedMessage> Requests { get; }

    /// <summary>
    /// Of all requests with their signatures, one after the other: each begins with its length, so that no two batches
    /// are the same bytes.
    /// </summary>
    public Digest Digest { get; }

    /// <summary>The size of the requests together, in bytes.</summary>
    public int Bytes { get; }

    /// <inheritdoc/>
    public bool Equals(Batch? other) => other is not null && Digest == other.Digest;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Batch);

    /// <inheritdoc/>
    public override int GetHashCode() => Digest.GetHashCode();

    internal void Write(ByteWriter writer)
    {
        if (Bytes > MessageLimits.BatchBytes)
            throw new ArgumentException($"a batch has at most {MessageLimits.BatchBytes} bytes", nameof(writer));
        writer.Count(Requests.Count, MessageLimits.BatchRequests);
        foreach (var request in Requests)
            writer.Signed(request, MessageKind.Request);
    }

    internal static Batch Read(ref ByteReader reader)
    {
        var start = reader.Position;
        var requests = new SignedMessage[reader.Count(MessageLimits.BatchRequests)];
        for (var i = 0; i < requests.Length && !reader.Failed; i++)
            requests[i] = reader.Signed(MessageKind.Request);
        if (reader.Position - start > MessageLimits.BatchBytes + sizeof(ushort))
            reader.Fail(DecodeError.OutOfBounds);
        return reader.Failed ? Null : new([.. requests]);
    }

    private static Digest ComputeDigest(ValueList<SignedMessage> requests)
    {
        if (requests.Count == 1)
            return Messages.Digest.Of(requests[0].Encoded.Span); // The same bytes, and no state between them.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var request in requests)
            hash.AppendData(request.Encoded.Span);
        Span<byte> digest = stackalloc byte[Messages.Digest.Size];
        hash.GetHashAndReset(digest);
        return Messages.Digest.FromBytes(digest);
    }
}
