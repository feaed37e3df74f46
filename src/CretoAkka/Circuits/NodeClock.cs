namespace CretoAkka.Circuits;

/// <summary>Monotonic time since the node started. Thread-safe.</summary>
/// <remarks>The origin is taken once: a scale that starts at zero keeps rounding from moving deadlines.</remarks>
internal sealed class NodeClock(TimeProvider time)
{
    private readonly long _origin = time.GetTimestamp();

    // Taken once: a division at each reading is a good part of what a reading costs.
    private readonly double _ticksPerUnit = (double)TimeSpan.TicksPerSecond / time.TimestampFrequency;

    /// <summary>Elapsed since the node started.</summary>
    public TimeSpan Now => new((long)((time.GetTimestamp() - _origin) * _ticksPerUnit));

    /// <summary>A moment so much later; the last there is, where that is later still.</summary>
    public static TimeSpan Later(TimeSpan at, TimeSpan by) =>
        at > TimeSpan.MaxValue - by ? TimeSpan.MaxValue : at + by;
}
