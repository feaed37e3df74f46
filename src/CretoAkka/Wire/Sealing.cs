using System.Runtime.Serialization;
using CretoAkka.Authentication;
using CretoAkka.Sessions;
using Google.Protobuf;

namespace CretoAkka.Wire;

/// <summary>
/// Messages with a code: their own bytes, and behind them field 15 with the code of these bytes.
/// </summary>
internal static class Sealing
{
    // Field 15 of bytes, and how many they are.
    private const byte Field = (15 << 3) | 2;
    private const int Trailer = 2 + SessionKey.CodeLength;

    private static readonly MessageParser<Proto.SealedHeader> Headers =
        Proto.SealedHeader.Parser.WithDiscardUnknownFields(true);

    /// <summary>Writes a message and its code.</summary>
    public static byte[] Seal(IMessage message, SessionKey key)
    {
        var bytes = new byte[message.CalculateSize() + Trailer];
        message.WriteTo(bytes.AsSpan(..^Trailer));
        bytes[^Trailer] = Field;
        bytes[^(Trailer - 1)] = SessionKey.CodeLength;
        key.Code(bytes.AsSpan(..^Trailer), bytes.AsSpan(^SessionKey.CodeLength..));
        return bytes;
    }

    /// <summary>Whose message it says it is, and under which key. Reads no more.</summary>
    /// <exception cref="SerializationException">There is no code.</exception>
    /// <exception cref="InvalidProtocolBufferException">It cannot be read.</exception>
    public static (string From, ulong Nonce) Header(byte[] bytes)
    {
        if (bytes.Length < Trailer || bytes[^Trailer] != Field || bytes[^(Trailer - 1)] != SessionKey.CodeLength)
            throw new SerializationException("A message that should end with a code does not.");
        var header = Headers.ParseFrom(bytes);
        return (header.From, header.Nonce);
    }

    /// <summary>Whether the code of a message is right.</summary>
    public static bool IsUnder(SessionKey key, ReadOnlyMemory<byte> bytes) =>
        key.Matches(bytes.Span[..^Trailer], bytes.Span[^SessionKey.CodeLength..]);

    /// <summary>Decodes a frame whose code is right.</summary>
    /// <returns>Null: it is none, though its sender wrote a code for it.</returns>
    public static SessionProtocol.Frame? Frame(SessionProtocol.SealedFrame message)
    {
        try
        {
            return WireMapping.FromWire(Proto.Frame.Parser.ParseFrom(message.Bytes.Span[..^Trailer]));
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    /// <summary>Decodes an acknowledgement whose code is right.</summary>
    /// <returns>Null: it is none, though its sender wrote a code for it.</returns>
    public static SessionProtocol.Acknowledged? Acknowledged(SessionProtocol.SealedAcknowledged message)
    {
        try
        {
            return WireMapping.FromWire(Proto.Acknowledgement.Parser.ParseFrom(message.Bytes.Span[..^Trailer]));
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
