using System.Numerics;

namespace CretoAkka.Core.Sessions;

/// <summary>
/// A set of message numbers that lie within a bounded span of each other: a bit each, found again by remainder.
/// </summary>
/// <remarks>
/// Whoever adds must first have removed what lies a capacity below. Allocates at the first number added.
/// Mutable, single-threaded.
/// </remarks>
internal sealed class NumberRing(int span)
{
    private const int WordBits = 64;
    private readonly int _capacity = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(span, WordBits));
    private ulong[]? _words;

    public bool Contains(long number) =>
        _words is { } words && (words[Word(number)] & Bit(number)) != 0;

    public void Add(long number)
    {
        _words ??= new ulong[_capacity / WordBits];
        _words[Word(number)] |= Bit(number);
    }

    public void Remove(long number)
    {
        if (_words is { } words)
            words[Word(number)] &= ~Bit(number);
    }

    /// <summary>Removes everything from <paramref name="first"/> to just below <paramref name="end"/>.</summary>
    public void RemoveBelow(long end, long first)
    {
        if (_words is not { } words)
            return;
        if (end - first >= _capacity)
            Array.Clear(words);
        else
            for (var number = Next(true, first, end - 1); number < end; number = Next(true, number, end - 1))
                Remove(number);
    }

    /// <summary>
    /// The first number from <paramref name="first"/> to <paramref name="last"/> that is in the set, or is not.
    /// </summary>
    /// <returns>One more than <paramref name="last"/> where there is none.</returns>
    public long Next(bool present, long first, long last)
    {
        var number = first;
        while (number <= last)
        {
            var word = _words is { } words ? words[Word(number)] : 0;
            var left = (present ? word : ~word) >> (int)(number & (WordBits - 1));
            if (left != 0)
                return Math.Min(number + BitOperations.TrailingZeroCount(left), last + 1);
            number = (number | (WordBits - 1)) + 1;
        }
        return last + 1;
    }

    private int Word(long number) => (int)(number & (_capacity - 1)) / WordBits;

    private static ulong Bit(long number) => 1UL << (int)(number & (WordBits - 1));
}
