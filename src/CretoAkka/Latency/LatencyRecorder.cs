using CretoAkka.Configuration;
using CretoAkka.Metrics;

namespace CretoAkka.Latency;

/// <summary>
/// Takes one peer's latencies from any thread, without a lock, and keeps the timeout in force. Thread-safe.
/// </summary>
/// <remarks>
/// Samples wait in a ring until <see cref="Drain"/> takes them; what comes faster than it reads replaces the
/// oldest, since only the latest count.
/// </remarks>
internal sealed class LatencyRecorder
{
    private const int TicksPerUnit = 100; // 10 microseconds: an int reaches five hours.

    private readonly int[] _ring;
    private long _written;
    private long _read;
    private long _timeout;

    /// <summary>Starts without samples, at the base timeout.</summary>
    public LatencyRecorder(PeerSettings settings)
    {
        _ring = new int[settings.AdaptiveTimeout?.MaxSamples ?? 1];
        _timeout = (settings.AdaptiveTimeout?.BaseTimeout ?? settings.RequestTimeout).Ticks;
    }

    /// <summary>How long a use of the peer may take now.</summary>
    public TimeSpan Timeout
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _timeout));
        set => Interlocked.Exchange(ref _timeout, value.Ticks);
    }

    /// <summary>Where observations go besides; null: nowhere.</summary>
    public IPeerMetrics? Metrics { get; set; }

    /// <summary>One use ended.</summary>
    public void Record(TimeSpan latency, LatencyStatus status)
    {
        var place = Interlocked.Increment(ref _written) - 1;
        var units = latency.Ticks / TicksPerUnit;
        Volatile.Write(ref _ring[place % _ring.Length], (int)Math.Clamp(units, 0, int.MaxValue));
        Metrics?.Observe(latency, status);
    }

    /// <summary>Hands on what was recorded since the last call, oldest first. One reader.</summary>
    public int Drain(Action<TimeSpan> take)
    {
        var end = Interlocked.Read(ref _written);
        var start = Math.Max(_read, end - _ring.Length);
        for (var i = start; i < end; i++)
            take(TimeSpan.FromTicks((long)Volatile.Read(ref _ring[i % _ring.Length]) * TicksPerUnit));
        _read = end;
        return (int)(end - start);
    }
}
