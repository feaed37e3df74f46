namespace CretoAkka.Circuits;

/// <summary>Monotonic time since the node started. Thread-safe.</summary>
/// <remarks>The origin is taken once: a scale that starts at zero keeps rounding from moving deadlines.</remarks>
internal sealed class NodeClock(TimeProvider time)
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly long _origin = time.GetTimestamp();

    // Taken once: a division at each reading is a good part of what a reading costs, unless by a constant.
    private readonly double _ticksPerUnit = (double)TimeSpan.TicksPerSecond / time.TimestampFrequency;
    private readonly bool _isInNanoseconds = time.TimestampFrequency == NanosecondsPerSecond;

    /// <summary>Elapsed since the node started.</summary>
    public TimeSpan Now
    {
        get
        {
            var elapsed = time.GetTimestamp() - _origin;
            return new(_isInNanoseconds ? elapsed / TimeSpan.NanosecondsPerTick : (long)(elapsed * _ticksPerUnit));
        }
    }

    /// <summary>A moment so much later, not negative; the last there is, where that is later still.</summary>
    public static TimeSpan Later(TimeSpan at, TimeSpan by) =>
        new(at.Ticks > long.MaxValue - by.Ticks ? long.MaxValue : at.Ticks + by.Ticks);
}
