namespace CretoAkka.Quorums;

/// <summary>When a peer was last asked for a sign of life, and when it last gave one. Thread-safe.</summary>
internal sealed class PeerSigns
{
    private const long Never = -1;

    private long _silentSince = Never;
    private long _heardAt = Never;
    private long _trippedAt = Never;

    /// <summary>Since when it has left what it was asked unanswered; null: it owes no answer.</summary>
    public TimeSpan? SilentSince => Read(ref _silentSince);

    /// <summary>When it last acknowledged anything; null: never.</summary>
    public TimeSpan? HeardAt => Read(ref _heardAt);

    /// <summary>When its circuit last opened by itself; null: never.</summary>
    public TimeSpan? TrippedAt => Read(ref _trippedAt);

    /// <summary>Something was sent that it must acknowledge.</summary>
    public void Asked(TimeSpan now) => Interlocked.CompareExchange(ref _silentSince, now.Ticks, Never);

    /// <summary>It acknowledged something.</summary>
    public void Heard(TimeSpan now)
    {
        Volatile.Write(ref _heardAt, now.Ticks);
        Forget();
    }

    /// <summary>What it was asked is void: this process stood still.</summary>
    public void Forget() => Volatile.Write(ref _silentSince, Never);

    /// <summary>Its circuit opened by itself.</summary>
    public void Tripped(TimeSpan now) => Volatile.Write(ref _trippedAt, now.Ticks);

    private static TimeSpan? Read(ref long ticks) =>
        Volatile.Read(ref ticks) is var read and >= 0 ? TimeSpan.FromTicks(read) : null;
}
