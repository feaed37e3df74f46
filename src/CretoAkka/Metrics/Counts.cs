using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace CretoAkka.Metrics;

/// <summary>How often each of some kinds has happened. Immutable; <c>default</c> is never.</summary>
/// <typeparam name="TKind">The kinds: an enumeration of int from 0 on, without gaps.</typeparam>
public readonly struct Counts<TKind> : IEquatable<Counts<TKind>>
    where TKind : struct, Enum
{
    private static readonly int Kinds = Enum.GetValues<TKind>().Length;

    private readonly ImmutableArray<long> _counts;

    private Counts(ImmutableArray<long> counts) => _counts = counts;

    /// <summary>How often one kind has happened.</summary>
    public long this[TKind kind] => _counts.IsDefault ? 0 : _counts[Index(kind)];

    /// <summary>How often any has.</summary>
    public long Sum => _counts.IsDefault ? 0 : _counts.Sum();

    /// <summary>One kind has happened once more, or so many times.</summary>
    public Counts<TKind> Plus(TKind kind, long times = 1)
    {
        var counts = _counts.IsDefault ? ImmutableArray.Create(new long[Kinds]) : _counts;
        return new(counts.SetItem(Index(kind), counts[Index(kind)] + times));
    }

    /// <inheritdoc/>
    public bool Equals(Counts<TKind> other)
    {
        foreach (var kind in Enum.GetValues<TKind>())
        {
            if (this[kind] != other[kind])
                return false;
        }
        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Counts<TKind> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Sum.GetHashCode();

    /// <summary>Whether two count the same.</summary>
    public static bool operator ==(Counts<TKind> left, Counts<TKind> right) => left.Equals(right);

    /// <summary>Whether two differ.</summary>
    public static bool operator !=(Counts<TKind> left, Counts<TKind> right) => !left.Equals(right);

    /// <inheritdoc/>
    public override string ToString()
    {
        var counts = this;
        return string.Join(
            ", ", Enum.GetValues<TKind>().Select(kind => FormattableString.Invariant($"{kind} {counts[kind]}")));
    }

    // Boxes nothing, as a conversion would: a scrape asks for every kind of every peer.
    private static int Index(TKind kind) => Unsafe.BitCast<TKind, int>(kind);
}
