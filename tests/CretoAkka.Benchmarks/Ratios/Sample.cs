using System.Diagnostics;

namespace CretoAkka.Benchmarks.Ratios;

/// <summary>One timed run of a <see cref="Work"/>.</summary>
internal readonly record struct Sample(double Nanoseconds, double Bytes)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(400);

    /// <summary>Warms up until the code is compiled for good, and finds how many operations fill a run.</summary>
    public static async Task<int> Calibrate(Work work, TimeSpan run)
    {
        var started = Stopwatch.GetTimestamp();
        var times = 1;
        while (true)
        {
            var sample = await Take(work, times);
            if (sample.Nanoseconds * times < run.TotalNanoseconds / 2)
                times *= 2;
            else if (Stopwatch.GetElapsedTime(started) > WarmUp)
                return (int)Math.Clamp(run.TotalNanoseconds / sample.Nanoseconds, 1, 100_000_000);
        }
    }

    public static async Task<Sample> Take(Work work, int times)
    {
        var bytes = Allocated(work);
        var started = Stopwatch.GetTimestamp();
        await work.Run(times);
        var elapsed = Stopwatch.GetElapsedTime(started);
        return new Sample(elapsed.TotalNanoseconds / times, (double)(Allocated(work) - bytes) / times);
    }

    private static long Allocated(Work work) =>
        work.IsAsync ? GC.GetTotalAllocatedBytes(precise: true) : GC.GetAllocatedBytesForCurrentThread();
}
