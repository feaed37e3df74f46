namespace CretoAkka.Pbft.Messages;

/// <summary>
/// A replica asks for what digests name: a batch, a VIEW-CHANGE or a part of a checkpoint's state. What comes proves
/// itself, whoever sends it.
/// </summary>
/// <param name="Sender">The replica that asks.</param>
/// <param name="Digests">1 to <see cref="MessageLimits.Digests"/> of them.</param>
public sealed record FetchByDigest(string Sender, ValueList<Digest> Digests) : ProtocolMessage(Sender)
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.FetchByDigest;

    private protected override void WriteFields(ByteWriter writer)
    {
        writer.Count(Digests.Count, MessageLimits.Digests);
        foreach (var digest in Digests)
            writer.Digest(digest);
    }

    internal static FetchByDigest Read(string sender, ref ByteReader reader)
    {
        var digests = new Digest[reader.Count(MessageLimits.Digests)];
        for (var i = 0; i < digests.Length && !reader.Failed; i++)
            digests[i] = reader.Digest();
        if (digests.Length == 0)
            reader.Fail(DecodeError.OutOfBounds);
        return new(sender, [.. digests]);
    }
}

/// <summary>A batch, sent to a replica that asked for its digest.</summary>
/// <param name="Sender">The replica that answers.</param>
/// <param name="Batch">The batch.</param>
public sealed record FetchedBatch(string Sender, Batch Batch) : ProtocolMessage(Sender)
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.FetchedBatch;

    private protected override void WriteFields(ByteWriter writer) => Batch.Write(writer);

    internal static FetchedBatch Read(string sender, ref ByteReader reader) => new(sender, Batch.Read(ref reader));
}

/// <summary>A part of a checkpoint's state, sent to a replica that asked for its digest.</summary>
/// <param name="Sender">The replica that answers.</param>
/// <param name="Content">At most <see cref="MessageLimits.Chunk"/> bytes; their digest says which part it is.</param>
public sealed record StateChunk(string Sender, Bytes Content) : ProtocolMessage(Sender)
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.StateChunk;

    private protected override void WriteFields(ByteWriter writer) => writer.Block(Content, MessageLimits.Chunk);

    internal static StateChunk Read(string sender, ref ByteReader reader) =>
        new(sender, reader.Block(MessageLimits.Chunk));
}
