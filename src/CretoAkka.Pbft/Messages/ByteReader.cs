using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace CretoAkka.Pbft.Messages;

/// <summary>
/// Reads bytes that an enemy may have written. The first error stays and every later read gives a harmless value, so
/// that readers need no checks of their own; nothing throws and no length is believed before it is compared.
/// </summary>
internal ref struct ByteReader(ReadOnlyMemory<byte> source)
{
    private readonly ReadOnlyMemory<byte> _source = source;
    private int _at;

    public DecodeError Error { get; private set; }

    public readonly bool Failed => Error != DecodeError.None;

    public readonly int Position => _at;

    public void Fail(DecodeError error)
    {
        if (!Failed)
            Error = error;
    }

    public void End()
    {
        if (_at != _source.Length)
            Fail(DecodeError.TrailingBytes);
    }

    public byte Byte() => Take(1).Span is [var value] ? value : (byte)0;

    public bool Flag()
    {
        var value = Byte();
        if (value > 1)
            OutOfBounds();
        return value == 1;
    }

    public long Number()
    {
        var bytes = Take(sizeof(long));
        var value = Failed ? 0 : BinaryPrimitives.ReadInt64BigEndian(bytes.Span);
        return value >= 0 ? value : OutOfBounds();
    }

    public int Count(int max)
    {
        var bytes = Take(sizeof(ushort));
        var value = Failed ? 0 : BinaryPrimitives.ReadUInt16BigEndian(bytes.Span);
        return value <= max ? value : (int)OutOfBounds();
    }

    public string Id()
    {
        var length = (int)Byte();
        if (length is 0 or > MessageLimits.Id)
            OutOfBounds();
        return TextOf(Take(length).Span);
    }

    /// <summary>Text of which only the length in bytes is bounded.</summary>
    public string Text(int max) => TextOf(Take(Count(max)).Span);

    private string TextOf(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
            return Encoding.UTF8.GetString(bytes);
        Fail(DecodeError.InvalidText);
        return "";
    }

    public Bytes Block(int max) => new(Take(Count(max)));

    public Bytes Rest() => new(Take(_source.Length - _at));

    public Digest Digest()
    {
        var bytes = Take(Messages.Digest.Size);
        return Failed ? default : Messages.Digest.FromBytes(bytes.Span);
    }

    /// <summary>
    /// A signed message within another. Its kind is known before it is read, so nesting cannot run deep.
    /// </summary>
    public SignedMessage Signed(MessageKind expected)
    {
        var rest = _source[_at..];
        var error = Error;
        if (!Failed && SignedMessage.TryRead(rest, expected, out var length, out var message, out error))
        {
            _at += length;
            return message;
        }

        Fail(error);
        return SignedMessage.Unread;
    }

    public ReadOnlyMemory<byte> Take(int length)
    {
        if (length > _source.Length - _at)
            Fail(DecodeError.Truncated);
        if (Failed)
            return default;
        _at += length;
        return _source.Slice(_at - length, length);
    }

    private long OutOfBounds()
    {
        Fail(DecodeError.OutOfBounds);
        return 0;
    }
}
