using CretoAkka.Circuits;
using CretoAkka.Configuration;
using CretoAkka.Core.Latency;
using CretoAkka.Diagnostics;
using CretoAkka.Metrics;

namespace CretoAkka.Latency;

/// <summary>
/// Takes one peer's latencies from any thread, without a lock, and keeps the timeout in force. Thread-safe.
/// </summary>
/// <remarks>
/// Samples wait in a ring until <see cref="Drain"/> takes them; what comes faster than it reads replaces the
/// oldest, since only the latest count. Where that happens, each processor gets a ring of its own, and a sample may be
/// lost where another thread keeps one in the same ring at the same moment.
/// </remarks>
internal sealed class LatencyRecorder
{
    private const long Never = -TimeSpan.TicksPerMillisecond;

    private static readonly LatencyStats Nothing = new(0, default, default, default, default);

    private readonly SampleRing _ring;
    private volatile SampleRing[]? _spread;
    private long _timeout;
    private long _lastAnswer = Never;
    private volatile LatencyStats _stats = Nothing;

    /// <summary>Starts without samples, at the base timeout.</summary>
    public LatencyRecorder(PeerSettings settings)
    {
        // Where no timeout follows the samples one may later.
        _ring = new SampleRing((settings.AdaptiveTimeout ?? AdaptiveTimeoutPolicy.Default).MaxSamples);
        _timeout = (settings.AdaptiveTimeout?.BaseTimeout ?? settings.RequestTimeout).Ticks;
    }

    /// <summary>How long a use of the peer may take now.</summary>
    public TimeSpan Timeout
    {
        get => new(Volatile.Read(ref _timeout)); // Of all 64 bits, and no locked instruction as Interlocked's is.
        set => Volatile.Write(ref _timeout, value.Ticks);
    }

    /// <summary>Where observations go besides; null: nowhere.</summary>
    public IPeerMetrics? Metrics { get; set; }

    /// <summary>The same, of .NET's own diagnostics.</summary>
    public PeerMeter? Meter { get; set; }

    /// <summary>Whether anybody takes observations.</summary>
    public bool IsObserved => Metrics is not null || Meter is { IsEnabled: true };

    /// <summary>When the peer last answered, to the millisecond; null: never.</summary>
    public TimeSpan? LastAnswer =>
        Volatile.Read(ref _lastAnswer) is var ticks and >= 0 ? TimeSpan.FromTicks(ticks) : null;

    /// <summary>One use ended.</summary>
    /// <param name="latency">How long it took.</param>
    /// <param name="status">How it ended.</param>
    /// <param name="now">The time.</param>
    /// <param name="place">Where it is kept: of <see cref="Processors"/>; null: where this runs.</param>
    public void Record(TimeSpan latency, LatencyStatus status, TimeSpan now, int? place = null)
    {
        if (status != LatencyStatus.Timeout)
            Answered(now);
        Keep(latency, place);
        if (IsObserved)
            Observe(latency, status);
    }

    /// <summary>An answer came that is no outcome any more: a sample all the same.</summary>
    public void Sample(TimeSpan latency, TimeSpan now)
    {
        Answered(now);
        Keep(latency, place: null);
    }

    /// <summary>Hands an observation on, without keeping a sample.</summary>
    public void Observe(TimeSpan latency, LatencyStatus status)
    {
        try
        {
            Metrics?.Observe(latency, status);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A metrics system that fails must not fail the call it observes.
        }
        try
        {
            Meter?.Observe(latency, status);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Nor a listener of the meter, nor either the other.
        }
    }

    // To the millisecond: a word that many threads write at every call slows them all.
    private void Answered(TimeSpan now)
    {
        if (now.Ticks - Volatile.Read(ref _lastAnswer) >= TimeSpan.TicksPerMillisecond)
            Volatile.Write(ref _lastAnswer, now.Ticks);
    }

    private void Keep(TimeSpan latency, int? place)
    {
        if (_spread is { } spread)
            spread[place ?? Processors.Mine].KeepRoughly(latency);
        else
            _ring.Keep(latency);
    }

    /// <summary>The latest latencies, as of the last tick.</summary>
    public LatencyStats Stats => _stats with { Timeout = Timeout };

    /// <summary>Shows what <paramref name="window"/> holds. By its one reader.</summary>
    public void Publish(LatencyWindow window)
    {
        if (window.Count > 0)
            _stats = new(window.Count, window.Percentile(50), window.Percentile(99), window.Mean, Timeout);
    }

    /// <summary>Shows nothing any more: nobody reads the samples. By their one reader.</summary>
    public void Forget() => _stats = Nothing;

    /// <summary>Hands on what was recorded since the last call. One reader.</summary>
    public int Drain(PeerTimeout into)
    {
        var read = _ring.Drain(into);
        if (_spread is { } spread)
        {
            foreach (var ring in spread)
                read += ring.Drain(into);
        }
        else if (read == _ring.Size && Processors.Places > 1)
        {
            _spread = [.. Enumerable.Range(0, Processors.Places).Select(_ => new SampleRing(_ring.Size))];
        }
        return read;
    }
}
