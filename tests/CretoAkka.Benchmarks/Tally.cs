namespace CretoAkka.Benchmarks;

/// <summary>Counts what happens on any thread, and tells one who waits. Thread-safe; one waits at a time.</summary>
internal sealed class Tally
{
    private TaskCompletionSource _reached = new();
    private long _count;
    private long _awaited = long.MaxValue;

    /// <summary>How many so far.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>One more.</summary>
    public void Add()
    {
        if (Interlocked.Increment(ref _count) == Interlocked.Read(ref _awaited))
            _reached.TrySetResult();
    }

    /// <summary>Ends once there are so many.</summary>
    public Task ReachAsync(long count)
    {
        _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _awaited, count);
        if (Count >= count)
            _reached.TrySetResult();
        return _reached.Task;
    }
}
