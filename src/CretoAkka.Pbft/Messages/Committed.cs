namespace CretoAkka.Pbft.Messages;

/// <summary>A committed slot, sent to a replica that asked for it. It proves itself, whoever sends it.</summary>
/// <param name="Sender">The replica that answers.</param>
/// <param name="Slot">The batch in its place and the quorum that committed it.</param>
public sealed record Committed(string Sender, CommittedSlot Slot) : ProtocolMessage(Sender)
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.Committed;

    private protected override void WriteFields(ByteWriter writer) => Slot.Write(writer);

    internal static Committed Read(string sender, ref ByteReader reader) =>
        new(sender, CommittedSlot.Read(ref reader));
}
