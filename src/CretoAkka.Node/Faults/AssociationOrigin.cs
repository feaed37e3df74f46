using System.Buffers.Binary;
using Google.Protobuf;

namespace CretoAkka.Node.Faults;

/// <summary>
/// Reads who opens a connection from the first frame that Akka.Remote sends on it: the association handshake.
/// </summary>
/// <remarks>
/// The frame is a length of four bytes, little-endian, and a protobuf message in which
/// <c>instruction (2) / handshakeInfo (2) / origin (1) / system (1)</c> is the name of the sender's actor system.
/// The remote port of the socket would not do: it is an ephemeral one.
/// </remarks>
internal static class AssociationOrigin
{
    /// <summary>A longer first frame is no handshake.</summary>
    public const int MaxFrame = 4096;

    private const int LengthPrefix = 4;
    private static readonly int[] PathToSystem = [2, 2, 1, 1];

    /// <summary>
    /// How many bytes must be read before <see cref="Find"/> can say anything; 0: this is no handshake.
    /// </summary>
    public static int BytesNeeded(ReadOnlySpan<byte> start)
    {
        if (start.Length < LengthPrefix)
            return LengthPrefix;
        var frame = BinaryPrimitives.ReadUInt32LittleEndian(start);
        return frame is 0 or > MaxFrame ? 0 : LengthPrefix + (int)frame;
    }

    /// <summary>The name of the actor system that speaks, or null where these bytes are no whole handshake.</summary>
    public static string? Find(byte[] bytes, int count)
    {
        var needed = BytesNeeded(bytes.AsSpan(0, count));
        if (needed == 0 || needed > count)
            return null;
        try
        {
            return Descend(ByteString.CopyFrom(bytes, LengthPrefix, needed - LengthPrefix));
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static string? Descend(ByteString message)
    {
        foreach (var field in PathToSystem)
        {
            if (Field(message, field) is not { } inner)
                return null;
            message = inner;
        }
        return message.ToStringUtf8();
    }

    private static ByteString? Field(ByteString message, int wanted)
    {
        var input = message.CreateCodedInput();
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) == wanted && WireFormat.GetTagWireType(tag) == LengthDelimited)
                return input.ReadBytes();
            input.SkipLastField();
        }
        return null;
    }

    private const WireFormat.WireType LengthDelimited = WireFormat.WireType.LengthDelimited;
}
