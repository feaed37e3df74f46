using System.Buffers.Binary;
using System.Text;

namespace CretoAkka.Node.Tests.Faults;

/// <summary>The first frame that Akka.Remote sends on a connection, written by hand.</summary>
internal static class Handshake
{
    /// <summary>The handshake of an actor system of this name at 127.0.0.1:2552.</summary>
    public static byte[] Of(string system)
    {
        byte[] address = [.. Block(1, Encoding.UTF8.GetBytes(system)), .. Block(2, "127.0.0.1"u8), 0x18, 0xf8, 0x13];
        byte[] info = [.. Block(1, address), 0x11, 1, 2, 3, 4, 5, 6, 7, 8];
        byte[] instruction = [0x08, 0x01, .. Block(2, info)];
        return Frame(Block(2, instruction));
    }

    /// <summary>A length of four bytes, and what it counts.</summary>
    public static byte[] Frame(byte[] message)
    {
        var frame = new byte[4 + message.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, message.Length);
        message.CopyTo(frame, 4);
        return frame;
    }

    /// <summary>A field of protobuf that is shorter than 128 bytes.</summary>
    public static byte[] Block(int field, ReadOnlySpan<byte> content) =>
        [(byte)((field << 3) | 2), checked((byte)content.Length), .. content];
}
