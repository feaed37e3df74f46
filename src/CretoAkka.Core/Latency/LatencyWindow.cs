using System.Numerics;

namespace CretoAkka.Core.Latency;

/// <summary>
/// The last latencies of a peer, in whole microseconds (rounded up, at most 35 minutes), with exact percentiles.
/// </summary>
/// <remarks>
/// Mutable, single-threaded: the owner serializes. A sample costs one vectorised pass over the window and one move
/// within it, a percentile or the mean one look; neither allocates. Kept sorted because each sample is followed by
/// a read: a heap or a sketch would be cheaper to write and either inexact or dearer to read. Each sample is kept once,
/// and which is the oldest by turns, in half the space: every peer has a window.
/// </remarks>
public sealed class LatencyWindow
{
    // Fills what holds no sample, and sorts behind every sample.
    private const int Empty = int.MaxValue;

    // Longer than the window by what completes its last vector.
    private readonly int[] _sorted;

    // Whose turn each of them is to leave. Turns are taken in a circle.
    private readonly ushort[] _turns;
    private int _turn;
    private long _sum;

    /// <summary>A window without samples.</summary>
    /// <param name="capacity">How many of the latest samples count. From 1 to 65,536.</param>
    public LatencyWindow(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, ushort.MaxValue + 1);
        _sorted = new int[(capacity + Vector<int>.Count - 1) / Vector<int>.Count * Vector<int>.Count];
        _turns = new ushort[capacity];
        Clear();
    }

    /// <summary>How many of the latest samples count.</summary>
    public int Capacity => _turns.Length;

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
        var from = _turns.AsSpan().IndexOf((ushort)_turn);
        var removed = _sorted[from];
        _sum += added;
        if (removed == Empty)
            Count++;
        else
            _sum -= removed;
        Replace(from, added);
        _turn = _turn + 1 == Capacity ? 0 : _turn + 1;
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
        Array.Fill(_sorted, Empty);
        for (var i = 0; i < _turns.Length; i++)
            _turns[i] = (ushort)i;
        (_turn, _sum, Count) = (0, 0, 0);
    }

    private void Replace(int from, int added)
    {
        var to = Rank(added);
        if (from < to)
            Move(from + 1, from, --to - from);
        else if (to < from)
            Move(to, to + 1, from - to);
        _sorted[to] = added;
        _turns[to] = (ushort)_turn;
    }

    private void Move(int from, int to, int count)
    {
        Array.Copy(_sorted, from, _sorted, to, count);
        Array.Copy(_turns, from, _turns, to, count);
    }

    // How many samples are below it: no branch to mispredict, which a binary search has at every step.
    private int Rank(int sample)
    {
        var (samples, below) = (new Vector<int>(sample), Vector<int>.Zero);
        ReadOnlySpan<int> rest = _sorted;
        while (rest.Length >= Vector<int>.Count)
        {
            below -= Vector.LessThan(new Vector<int>(rest), samples);
            rest = rest[Vector<int>.Count..];
        }
        return Vector.Sum(below);
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
