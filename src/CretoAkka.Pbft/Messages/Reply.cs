namespace CretoAkka.Pbft.Messages;

/// <summary>A replica has executed a client's request.</summary>
/// <param name="Sender">The replica.</param>
/// <param name="View">Its view, from which the client may guess the primary.</param>
/// <param name="Client">Whose request.</param>
/// <param name="Timestamp">Which request.</param>
/// <param name="Result">What came of it; at most <see cref="MessageLimits.Result"/> bytes.</param>
public sealed record Reply(string Sender, long View, string Client, long Timestamp, Bytes Result)
    : ProtocolMessage(Sender)
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.Reply;

    private protected override void WriteFields(ByteWriter writer)
    {
        writer.Number(View);
        writer.Id(Client);
        writer.Number(Timestamp);
        writer.Block(Result, MessageLimits.Result);
    }

    internal static Reply Read(string sender, ref ByteReader reader) =>
        new(sender, reader.Number(), reader.Id(), reader.Number(), reader.Block(MessageLimits.Result));
}
