using System.Diagnostics;

namespace CretoAkka.Node.Running;

/// <summary>Waits for what other threads bring about.</summary>
internal static class Condition
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Looks again and again; false if it did not come to pass within <paramref name="limit"/>.</summary>
    public static async Task<bool> HoldsAsync(
        Func<Task<bool>> condition, TimeSpan limit, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) >= limit)
                return false;
            await Task.Delay(Interval, cancellation);
        }
        return true;
    }

    /// <summary>Looks again and again; false if it did not come to pass within <paramref name="limit"/>.</summary>
    public static Task<bool> HoldsAsync(Func<bool> condition, TimeSpan limit, CancellationToken cancellation) =>
        HoldsAsync(() => Task.FromResult(condition()), limit, cancellation);
}
