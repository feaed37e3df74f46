namespace CretoAkka.Pbft.Messages;

/// <summary>A backup agrees with the place that the primary gave. The primary sends none.</summary>
/// <param name="Sender">The backup.</param>
/// <param name="View">The view.</param>
/// <param name="Sequence">The place.</param>
/// <param name="Digest">The batch that has the place.</param>
public sealed record Prepare(string Sender, long View, long Sequence, Digest Digest)
    : SlotMessage(Sender, View, Sequence, Digest)
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.Prepare;

    internal static Prepare Read(string sender, ref ByteReader reader) =>
        new(sender, reader.Number(), reader.Number(), reader.Digest());
}

/// <summary>A replica has prepared the place: a quorum, itself included, agrees with it.</summary>
/// <param name="Sender">The replica.</param>
/// <param name="View">The view.</param>
/// <param name="Sequence">The place.</param>
/// <param name="Digest">The batch that has the place.</param>
public sealed record Commit(string Sender, long View, long Sequence, Digest Digest)
    : SlotMessage(Sender, View, Sequence, Digest)
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.Commit;

    internal static Commit Read(string sender, ref ByteReader reader) =>
        new(sender, reader.Number(), reader.Number(), reader.Digest());
}
