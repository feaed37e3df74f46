using System.Collections.Immutable;

namespace CretoAkka.Core.Sessions;

/// <summary>Message numbers from <paramref name="First"/> to <paramref name="Last"/>, both included.</summary>
public readonly record struct NumberRange(long First, long Last)
{
    /// <summary>How many numbers.</summary>
    public long Count => Last - First + 1;

    /// <summary>
    /// Whether each is a range, none overlaps or precedes the one before, and all lie within 1 to the highest.
    /// </summary>
    internal static bool AreOrdered(ImmutableArray<NumberRange> ranges, long highest)
    {
        var before = 0L;
        foreach (var range in ranges)
        {
            if (range.First <= before || range.Last < range.First)
                return false;
            before = range.Last;
        }
        return before <= highest;
    }
}

/// <summary>Asks ascending numbers whether they are in ordered ranges; each range is passed once.</summary>
internal struct RangeCursor(ImmutableArray<NumberRange> ranges)
{
    private int _at;

    /// <summary>Whether the number, not below the one asked before, is in a range.</summary>
    public bool Covers(long number)
    {
        while (_at < ranges.Length && ranges[_at].Last < number)
            _at++;
        return _at < ranges.Length && ranges[_at].First <= number;
    }
}
