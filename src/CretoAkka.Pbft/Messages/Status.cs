namespace CretoAkka.Pbft.Messages;

/// <summary>How far a replica is with one place. The values are on the wire.</summary>
public enum SlotProgress : byte
{
    /// <summary>It has no pre-prepare.</summary>
    None = 0,

    /// <summary>It has a pre-prepare.</summary>
    PrePrepared = 1,

    /// <summary>It has a pre-prepare and a quorum of prepares.</summary>
    Prepared = 2,

    /// <summary>It has the certificate, but lacks an earlier place.</summary>
    Committed = 3,
}

/// <summary>
/// A replica tells what it has, to be sent what it lacks: nothing else makes a message be sent again.
/// </summary>
/// <param name="Sender">The replica.</param>
/// <param name="View">Its view: the one it is in, or has moved to.</param>
/// <param name="InView">Whether it is in it; otherwise it waits for its NEW-VIEW.</param>
/// <param name="Stable">Its last stable checkpoint.</param>
/// <param name="Executed">It has executed every place up to this one.</param>
/// <param name="Progress">
/// One <see cref="SlotProgress"/> for each place after <paramref name="Executed"/>, up to the last that is not None;
/// at most <see cref="MessageLimits.StatusSlots"/>.
/// </param>
public sealed record Status(
    string Sender, long View, bool InView, long Stable, long Executed, Bytes Progress) : ProtocolMessage(Sender)
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.Status;

    /// <summary>
    /// How far the sender is with <paramref name="sequence"/>, one of the places it has not executed.
    /// </summary>
    public SlotProgress ProgressOf(long sequence)
    {
        var index = sequence - Executed - 1;
        return index >= 0 && index < Progress.Length ? (SlotProgress)Progress.Span[(int)index] : SlotProgress.None;
    }

    private protected override void WriteFields(ByteWriter writer)
    {
        writer.Number(View);
        writer.Byte(InView ? (byte)1 : (byte)0);
        writer.Number(Stable);
        writer.Number(Executed);
        writer.Block(Progress, MessageLimits.StatusSlots);
    }

    internal static Status Read(string sender, ref ByteReader reader)
    {
        var status = new Status(
            sender, reader.Number(), reader.Flag(), reader.Number(), reader.Number(),
            reader.Block(MessageLimits.StatusSlots));
        if (status.Progress.Span is [.., (byte)SlotProgress.None])
            reader.Fail(DecodeError.NotCanonical);
        if (status.Progress.Span.ContainsAnyExceptInRange((byte)SlotProgress.None, (byte)SlotProgress.Committed))
            reader.Fail(DecodeError.OutOfBounds);
        return status;
    }
}
