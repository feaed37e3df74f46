using System.Numerics;

namespace CretoAkka.Core.Latency;

/// <summary>
/// The last latencies of a peer, in whole microseconds (rounded up, at most 35 minutes), with exact percentiles.
/// </summary>
/// <remarks>
/// Mutable, single-threaded: the owner serializes. A sample costs one vectorised pass over the window and one move
/// within it, a percentile or the mean one look; neither allocates. Kept sorted because each sample is followed by
/// a read: a heap or a sketch would be cheaper to write and either inexact or dearer to read.
/// </remarks>
public sealed class LatencyWindow
{
    // Fills what holds no sample, and sorts behind every sample.
    private const int Empty = int.MaxValue;

    private readonly int[] _ring;

    // Longer than the ring by what completes its last vector.
    private readonly int[] _sorted;
    private int _oldest;
    private long _sum;

    /// <summary>A window without samples.</summary>
    /// <param name="capacity">How many of the latest samples count. At least 1.</param>
    public LatencyWindow(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _ring = new int[capacity];
        _sorted = new int[(capacity + Vector<int>.Count - 1) / Vector<int>.Count * Vector<int>.Count];
        Clear();
    }

    /// <summary>How many of the latest samples count.</summary>
    public int Capacity => _ring.Length;

    /// <summary>Samples in the window, at most its capacity.</summary>
    public int Count { get; private set; }

    /// <summary>The average sample; zero without samples.</summary>
    public TimeSpan Mean => Count == 0 ? TimeSpan.Zero : FromMicroseconds((_sum + Count / 2) / Count);

    /// <summary>
    /// Adds a sample, in the place of the oldest where the window is full. A negative one counts as zero.
    /// </summary>
    public void Record(TimeSpan sample)
    {
        var added = ToMicroseconds(sample);
        var removed = _ring[_oldest];
        _ring[_oldest] = added;
        _oldest = _oldest + 1 == _ring.Length ? 0 : _oldest + 1;
        _sum += added;
        if (removed == Empty)
            Count++;
        else
            _sum -= removed;
        Replace(removed, added);
    }

    /// <summary>
    /// The nearest-rank percentile: the smallest sample that <paramref name="percent"/> of all do not exceed.
    /// </summary>
    /// <param name="percent">From 0 (the smallest sample) to 100 (the largest).</param>
    /// <returns>Zero without samples.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The percentage is none.</exception>
    public TimeSpan Percentile(double percent)
    {
        if (!(percent is >= 0 and <= 100))
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "a percentile is from 0 to 100");
        if (Count == 0)
            return TimeSpan.Zero;

        // A rank that is whole but for the last bit of a double is whole.
        var rank = (int)Math.Ceiling(percent * Count / 100 - 1e-9);
        return FromMicroseconds(_sorted[Math.Max(rank, 1) - 1]);
    }

    /// <summary>Forgets every sample.</summary>
    public void Clear()
    {
        Array.Fill(_ring, Empty);
        Array.Fill(_sorted, Empty);
        (_oldest, _sum, Count) = (0, 0, 0);
    }

    // Where equal samples are concerned it does not matter which of them goes.
    private void Replace(int removed, int added)
    {
        var (from, to) = Ranks(removed, added);
        if (from < to)
            Array.Copy(_sorted, from + 1, _sorted, from, --to - from);
        else if (to < from)
            Array.Copy(_sorted, to, _sorted, to + 1, from - to);
        _sorted[to] = added;
    }

    // How many samples are below each of the two: no branch to mispredict, which a binary search has at every step.
    private (int First, int Second) Ranks(int first, int second)
    {
        var (firsts, seconds) = (new Vector<int>(first), new Vector<int>(second));
        var (belowFirst, belowSecond) = (Vector<int>.Zero, Vector<int>.Zero);
        ReadOnlySpan<int> rest = _sorted;
        while (rest.Length >= Vector<int>.Count)
        {
            var samples = new Vector<int>(rest);
            belowFirst -= Vector.LessThan(samples, firsts);
            belowSecond -= Vector.LessThan(samples, seconds);
            rest = rest[Vector<int>.Count..];
        }
        return (Vector.Sum(belowFirst), Vector.Sum(belowSecond));
    }

    private static int ToMicroseconds(TimeSpan sample)
    {
        if (sample <= TimeSpan.Zero)
            return 0;
        var microseconds = (sample.Ticks - 1) / TimeSpan.TicksPerMicrosecond + 1;
        return (int)Math.Min(microseconds, Empty - 1);
    }

    private static TimeSpan FromMicroseconds(long microseconds) => new(microseconds * TimeSpan.TicksPerMicrosecond);
}
