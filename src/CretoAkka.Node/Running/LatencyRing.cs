namespace CretoAkka.Node.Running;

/// <summary>The latest latencies, for a median on the screen. Thread-safe.</summary>
internal sealed class LatencyRing
{
    private const int Size = 100;

    private readonly Lock _lock = new();
    private readonly TimeSpan[] _latest = new TimeSpan[Size];
    private int _count;

    /// <summary>Adds one, in place of the oldest.</summary>
    public void Add(TimeSpan latency)
    {
        lock (_lock)
            _latest[_count++ % Size] = latency;
    }

    /// <summary>The median; null: none yet.</summary>
    public TimeSpan? Median
    {
        get
        {
            lock (_lock)
            {
                var some = _latest.AsSpan(0, Math.Min(_count, Size)).ToArray();
                Array.Sort(some);
                return some.Length == 0 ? null : some[some.Length / 2];
            }
        }
    }
}
