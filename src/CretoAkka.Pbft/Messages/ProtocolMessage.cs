namespace CretoAkka.Pbft.Messages;

/// <summary>
/// Something said by one replica or client. The names are those of Castro and Liskov, "Practical Byzantine Fault
/// Tolerance", 1999. A closed set; immutable.
/// </summary>
/// <param name="Sender">Who says it. Part of the signed bytes, so that no message passes for another's.</param>
public abstract record ProtocolMessage(string Sender)
{
    /// <summary>What it says.</summary>
    public abstract MessageKind Kind { get; }

    private protected abstract void WriteFields(ByteWriter writer);

    internal void Write(ByteWriter writer)
    {
        writer.Byte(MessageCodec.Version);
        writer.Byte((byte)Kind);
        writer.Id(Sender);
        WriteFields(writer);
    }
}

/// <summary>What is said of one place in the order: the messages of the three phases.</summary>
/// <param name="Sender">The replica that says it.</param>
/// <param name="View">The view it is said in.</param>
/// <param name="Sequence">The place, from 1.</param>
/// <param name="Digest">The batch that has the place.</param>
public abstract record SlotMessage(string Sender, long View, long Sequence, Digest Digest) : ProtocolMessage(Sender)
{
    private protected override void WriteFields(ByteWriter writer)
    {
        writer.Number(View);
        writer.Number(Sequence);
        writer.Digest(Digest);
    }
}
