namespace CretoAkka.Pbft.Messages;

/// <summary>A committed slot, sent to a replica that asked for it. It proves itself, whoever sends it.</summary>
/// <param name="Sender">The replica that answers.</param>
/// <param name="Slot">The request in its place and the quorum that committed it.</param>
public sealed record Committed(string Sender, CommittedSlot Slot) : ProtocolMessage(Sender)
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.Committed;

    private protected override void WriteFields(ByteWriter writer)
    {
        writer.Number(Slot.View);
        writer.Number(Slot.Sequence);
        writer.Signed(Slot.Request, MessageKind.Request);
        writer.Count(Slot.Commits.Length, MessageLimits.Replicas);
        foreach (var commit in Slot.Commits)
            writer.Signed(commit, MessageKind.Commit);
    }

    internal static Committed Read(string sender, ref ByteReader reader)
    {
        var view = reader.Number();
        var sequence = reader.Number();
        var request = reader.Signed(MessageKind.Request);
        var commits = new SignedMessage[reader.Count(MessageLimits.Replicas)];
        for (var i = 0; i < commits.Length && !reader.Failed; i++)
            commits[i] = reader.Signed(MessageKind.Commit);
        return new(sender, new(view, sequence, request, [.. commits]));
    }
}
