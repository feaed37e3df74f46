using System.Diagnostics.CodeAnalysis;

namespace CretoAkka.Pbft.Messages;

/// <summary>The body of a message: version, kind, sender, then the fields of the kind.</summary>
internal static class MessageCodec
{
    public const byte Version = 1;

    public static byte[] Encode(ProtocolMessage message)
    {
        var writer = new ByteWriter();
        message.Write(writer);
        return writer.ToArray();
    }

    public static bool TryDecode(
        ReadOnlyMemory<byte> body,
        MessageKind? expected,
        [NotNullWhen(true)] out ProtocolMessage? message,
        out DecodeError error)
    {
        var reader = new ByteReader(body);
        message = Read(ref reader, expected);
        reader.End();
        error = reader.Error;
        if (reader.Failed)
            message = null;
        return message is not null;
    }

    private static ProtocolMessage? Read(ref ByteReader reader, MessageKind? expected)
    {
        if (reader.Byte() != Version)
            reader.Fail(DecodeError.UnknownVersion);
        var kind = (MessageKind)reader.Byte();
        if (!Enum.IsDefined(kind))
            reader.Fail(DecodeError.UnknownKind);
        if (expected is not null && kind != expected)
            reader.Fail(DecodeError.UnexpectedKind);
        var sender = reader.Id();
        return reader.Failed ? null : ReadFields(kind, sender, ref reader);
    }

    private static ProtocolMessage? ReadFields(MessageKind kind, string sender, ref ByteReader reader) => kind switch
    {
        MessageKind.Request => Request.Read(sender, ref reader),
        MessageKind.PrePrepare => PrePrepare.Read(sender, ref reader),
        MessageKind.Prepare => Prepare.Read(sender, ref reader),
        MessageKind.Commit => Commit.Read(sender, ref reader),
        MessageKind.Reply => Reply.Read(sender, ref reader),
        MessageKind.Status => Status.Read(sender, ref reader),
        MessageKind.Fetch => Fetch.Read(sender, ref reader),
        MessageKind.Committed => Committed.Read(sender, ref reader),
        _ => ReadFurther(kind, sender, ref reader),
    };

    private static ProtocolMessage? ReadFurther(MessageKind kind, string sender, ref ByteReader reader) => kind switch
    {
        MessageKind.Checkpoint => Checkpoint.Read(sender, ref reader),
        MessageKind.ViewChange => ViewChange.Read(sender, ref reader),
        MessageKind.NewView => NewView.Read(sender, ref reader),
        MessageKind.Stable => Stable.Read(sender, ref reader),
        MessageKind.Recover => Recover.Read(sender, ref reader),
        MessageKind.FetchByDigest => FetchByDigest.Read(sender, ref reader),
        MessageKind.FetchedBatch => FetchedBatch.Read(sender, ref reader),
        MessageKind.StateChunk => StateChunk.Read(sender, ref reader),
        _ => null,
    };
}
