namespace CretoAkka.Tests.Support;

/// <summary>A clock that a test moves, or that moves on by itself each time it is read.</summary>
internal sealed class ManualTime(TimeSpan perReading = default) : TimeProvider
{
    private long _ticks;

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    public override long GetTimestamp() => Interlocked.Add(ref _ticks, perReading.Ticks);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;
}
