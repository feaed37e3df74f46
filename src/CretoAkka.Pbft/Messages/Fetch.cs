namespace CretoAkka.Pbft.Messages;

/// <summary>A replica asks for committed slots. It gets as many of them as one answer may hold.</summary>
/// <param name="Sender">The replica that asks.</param>
/// <param name="First">The first place.</param>
/// <param name="Last">The last place, not before the first.</param>
public sealed record Fetch(string Sender, long First, long Last) : ProtocolMessage(Sender)
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.Fetch;

    private protected override void WriteFields(ByteWriter writer)
    {
        writer.Number(First);
        writer.Number(Last);
    }

    internal static Fetch Read(string sender, ref ByteReader reader)
    {
        var fetch = new Fetch(sender, reader.Number(), reader.Number());
        if (fetch.Last < fetch.First)
            reader.Fail(DecodeError.OutOfBounds);
        return fetch;
    }
}
