using System.Diagnostics;

namespace CretoAkka.Node.Tests;

/// <summary>Waits for a condition that other threads or processes bring about, never for a length of time.</summary>
internal static class Await
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    public static async Task ThatAsync(Func<bool> condition, string what, TimeSpan? limit = null)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < (limit ?? Limit), $"It never came to pass that {what}.");
            await Task.Delay(Pause);
        }
    }
}
