namespace CretoAkka.Circuits;

/// <summary>Monotonic time since the node started. Thread-safe.</summary>
/// <remarks>The origin is taken once: a scale that starts at zero keeps rounding from moving deadlines.</remarks>
internal sealed class NodeClock(TimeProvider time)
{
    private readonly long _origin = time.GetTimestamp();

    /// <summary>Elapsed since the node started.</summary>
    public TimeSpan Now => time.GetElapsedTime(_origin);
}
