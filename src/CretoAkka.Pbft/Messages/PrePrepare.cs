namespace CretoAkka.Pbft.Messages;

/// <summary>The primary gives a request its place.</summary>
/// <param name="Sender">The primary of <paramref name="View"/>.</param>
/// <param name="View">The view.</param>
/// <param name="Sequence">The place, from 1.</param>
/// <param name="Digest">Of the signed request.</param>
/// <param name="Request">The request as its client signed it.</param>
public sealed record PrePrepare(string Sender, long View, long Sequence, Digest Digest, SignedMessage Request)
    : SlotMessage(Sender, View, Sequence, Digest)
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.PrePrepare;

    private protected override void WriteFields(ByteWriter writer)
    {
        base.WriteFields(writer);
        writer.Signed(Request, MessageKind.Request);
    }

    internal static PrePrepare Read(string sender, ref ByteReader reader) =>
        new(sender, reader.Number(), reader.Number(), reader.Digest(), reader.Signed(MessageKind.Request));
}
