namespace CretoAkka.Benchmarks.Cases;

/// <summary>What one writes in ten minutes: a lock and a count; no deadline, sample or statistics.</summary>
internal sealed class NaiveBreaker(int threshold)
{
    private readonly Lock _lock = new();
    private int _failures;

    public async ValueTask<T> ExecuteAsync<TState, T>(
        Func<TState, CancellationToken, ValueTask<T>> operation, TState state)
    {
        lock (_lock)
        {
            if (_failures >= threshold)
                throw new InvalidOperationException("open");
        }
        try
        {
            var result = await operation(state, default);
            lock (_lock)
                _failures = 0;
            return result;
        }
        catch (TimeoutException)
        {
            lock (_lock)
                _failures++;
            throw;
        }
    }
}
