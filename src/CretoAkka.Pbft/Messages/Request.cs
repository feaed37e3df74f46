namespace CretoAkka.Pbft.Messages;

/// <summary>A client asks for an operation. A client has at most one request outstanding.</summary>
/// <param name="Sender">The client.</param>
/// <param name="Timestamp">
/// Grows with each request of the client, over its restarts too: an older one is not run.
/// </param>
/// <param name="Operation">
/// What the state machine shall do; at most <see cref="MessageLimits.Operation"/> bytes.
/// </param>
public sealed record Request(string Sender, long Timestamp, Bytes Operation) : ProtocolMessage(Sender)
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.Request;

    private protected override void WriteFields(ByteWriter writer)
    {
        writer.Number(Timestamp);
        writer.Block(Operation, MessageLimits.Operation);
    }

    internal static Request Read(string sender, ref ByteReader reader) =>
        new(sender, reader.Number(), reader.Block(MessageLimits.Operation));
}
