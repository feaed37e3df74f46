using System.Numerics;
using CretoAkka.Core.Latency;

namespace CretoAkka.Latency;

/// <summary>The latest latencies that nobody has read yet. Many writers, without a lock; one reader.</summary>
internal sealed class SampleRing(int atLeast)
{
    private const int TicksPerUnit = 100; // 10 microseconds: an int reaches five hours.

    // A power of two: finding a place by division is a good part of what a sample costs.
    private readonly int[] _samples = new int[BitOperations.RoundUpToPowerOf2((uint)atLeast)];
    private long _written;
    private long _read;

    /// <summary>How many it holds.</summary>
    public int Size => _samples.Length;

    /// <summary>Takes one in; the oldest makes room.</summary>
    public void Keep(TimeSpan latency)
    {
        var place = Interlocked.Increment(ref _written) - 1;
        Volatile.Write(ref At(place), Units(latency));
    }

    /// <summary>
    /// The same, where hardly anybody writes at the same time: of those that do some are lost, or read twice, and that
    /// changes no percentile. An interlocked instruction less.
    /// </summary>
    public void KeepRoughly(TimeSpan latency)
    {
        var place = Volatile.Read(ref _written);
        Volatile.Write(ref At(place), Units(latency));
        Volatile.Write(ref _written, place + 1);
    }

    /// <summary>Hands on what came since the last call, oldest first.</summary>
    /// <returns>How many; <see cref="Size"/> where more may have come.</returns>
    public int Drain(PeerTimeout into)
    {
        var end = Interlocked.Read(ref _written);
        var start = Math.Max(_read, end - _samples.Length);
        for (var i = start; i < end; i++)
            into.Record(TimeSpan.FromTicks((long)Volatile.Read(ref At(i)) * TicksPerUnit));
        _read = end;
        return (int)Math.Max(0, end - start); // Below it where a writer was held up that writes roughly.
    }

    private static int Units(TimeSpan latency) => (int)Math.Clamp(latency.Ticks / TicksPerUnit, 0, int.MaxValue);

    private ref int At(long number) => ref _samples[number & (_samples.Length - 1)];
}
