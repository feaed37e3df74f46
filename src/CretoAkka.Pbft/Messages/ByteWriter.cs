using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace CretoAkka.Pbft.Messages;

/// <summary>
/// Writes what <see cref="ByteReader"/> reads. Numbers are big-endian and of fixed size: one form each.
/// </summary>
/// <exception cref="ArgumentException">A value outside its bounds; nobody could read it.</exception>
internal sealed class ByteWriter(int capacity = ByteWriter.Usual)
{
    // A vote fits; what is larger doubles it.
    private const int Usual = 128;

    // A name with half a surrogate pair would be written as another name.
    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ArrayBufferWriter<byte> _buffer = new(capacity);

    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();

    public void Byte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }

    public void Number(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        BinaryPrimitives.WriteInt64BigEndian(_buffer.GetSpan(sizeof(long)), value);
        _buffer.Advance(sizeof(long));
    }

    public void Count(int value, int max)
    {
        AtMost(value, max);
        BinaryPrimitives.WriteUInt16BigEndian(_buffer.GetSpan(sizeof(ushort)), (ushort)value);
        _buffer.Advance(sizeof(ushort));
    }

    public void Id(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        var length = StrictUtf8.GetByteCount(value);
        AtMost(length, MessageLimits.Id);
        Byte((byte)length);
        StrictUtf8.GetBytes(value, _buffer.GetSpan(length));
        _buffer.Advance(length);
    }

    public void Block(Bytes value, int max)
    {
        Count(value.Length, max);
        _buffer.Write(value.Span);
    }

    /// <summary>Bytes of any number, up to the end: the last thing written.</summary>
    public void Rest(Bytes value) => _buffer.Write(value.Span);

    public void Digest(Digest value)
    {
        value.CopyTo(_buffer.GetSpan(Messages.Digest.Size));
        _buffer.Advance(Messages.Digest.Size);
    }

    public void Signed(SignedMessage value, MessageKind expected)
    {
        if (value.Message.Kind != expected)
            throw new ArgumentException($"{value.Message.Kind} where {expected} belongs", nameof(value));
        _buffer.Write(value.Encoded.Span);
    }

    // A body comes before its signature, each after its length.
    public void Envelope(ReadOnlySpan<byte> body, ReadOnlySpan<byte> signature)
    {
        AtMost(signature.Length, MessageLimits.Signature);
        Count(body.Length, MessageLimits.Frame - 1);
        _buffer.Write(body);
        Byte((byte)signature.Length);
        _buffer.Write(signature);
        AtMost(_buffer.WrittenCount, MessageLimits.Frame);
    }

    private static void AtMost(int value, int max) => ArgumentOutOfRangeException.ThrowIfGreaterThan(value, max);
}
