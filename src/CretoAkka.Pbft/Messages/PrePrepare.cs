namespace CretoAkka.Pbft.Messages;

/// <summary>The primary gives a batch its place.</summary>
/// <param name="Sender">The primary of <paramref name="View"/>.</param>
/// <param name="View">The view.</param>
/// <param name="Sequence">The place, from 1.</param>
/// <param name="Digest">Of the batch.</param>
/// <param name="Batch">The requests as their clients signed them; at least one.</param>
public sealed record PrePrepare(string Sender, long View, long Sequence, Digest Digest, Batch Batch)
    : SlotMessage(Sender, View, Sequence, Digest)
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.PrePrepare;

    private protected override void WriteFields(ByteWriter writer)
    {
        base.WriteFields(writer);
        Batch.Write(writer);
    }

    internal static PrePrepare Read(string sender, ref ByteReader reader) =>
        new(sender, reader.Number(), reader.Number(), reader.Digest(), Batch.Read(ref reader));
}
