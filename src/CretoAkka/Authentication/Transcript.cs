using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace CretoAkka.Authentication;

/// <summary>
/// What is signed: a label, what kind of text it is, and then its parts, each behind its length, so that no two texts
/// of different parts are the same bytes.
/// </summary>
internal sealed class Transcript
{
    private const string Label = "CretoAkka session 1";

    private readonly ArrayBufferWriter<byte> _bytes = new();

    public Transcript(string kind) => Add(Label).Add(kind);

    public Transcript Add(string part) => Add(Encoding.UTF8.GetBytes(part));

    public Transcript Add(long part)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, part);
        return Add(bytes);
    }

    public Transcript Add(ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
        _bytes.Write(length);
        _bytes.Write(part);
        return this;
    }

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();
}
