using System.Globalization;

namespace CretoAkka.Pbft.Messages;

/// <summary>Immutable bytes that compare by content. The default value is empty.</summary>
public readonly struct Bytes : IEquatable<Bytes>
{
    private readonly ReadOnlyMemory<byte> _memory;

    // The caller vows that nobody writes to the memory any more.
    internal Bytes(ReadOnlyMemory<byte> memory) => _memory = memory;

    /// <summary>Copies <paramref name="bytes"/>.</summary>
    public static Bytes Of(ReadOnlySpan<byte> bytes) => new(bytes.ToArray());

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Span => _memory.Span;

    /// <summary>How many there are.</summary>
    public int Length => _memory.Length;

    internal ReadOnlyMemory<byte> Memory => _memory;

    /// <inheritdoc/>
    public bool Equals(Bytes other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Bytes other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    /// <summary>The length: the bytes themselves may be a client's secret and do not belong in a log.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Length} bytes");

    /// <summary>Equal content.</summary>
    public static bool operator ==(Bytes left, Bytes right) => left.Equals(right);

    /// <summary>Different content.</summary>
    public static bool operator !=(Bytes left, Bytes right) => !left.Equals(right);
}
