using System.Buffers.Binary;
using System.Net.Sockets;

namespace CretoAkka.Node.Faults.Links;

/// <summary>Cuts what Akka.Remote sends into frames: a length in four bytes, little-endian, and so many.</summary>
internal sealed class FrameReader(Socket socket)
{
    /// <summary>A longer frame is none.</summary>
    public const int MaxFrame = 1024 * 1024;

    private const int LengthPrefix = 4;

    /// <summary>The next frame with its length; null: there are no more.</summary>
    /// <exception cref="SocketException">The connection broke, or carries no frames.</exception>
    public async Task<byte[]?> ReadAsync(CancellationToken cancellation)
    {
        var length = new byte[LengthPrefix];
        if (!await FillAsync(length, cancellation))
            return null;
        var size = BinaryPrimitives.ReadInt32LittleEndian(length);
        if (size is < 0 or > MaxFrame)
            throw new SocketException((int)SocketError.MessageSize);
        var frame = new byte[LengthPrefix + size];
        length.CopyTo(frame, 0);
        return await FillAsync(frame.AsMemory(LengthPrefix), cancellation) ? frame : null;
    }

    private async Task<bool> FillAsync(Memory<byte> bytes, CancellationToken cancellation)
    {
        while (bytes.Length > 0)
        {
            var read = await socket.ReceiveAsync(bytes, cancellation);
            if (read == 0)
                return false;
            bytes = bytes[read..];
        }
        return true;
    }
}
