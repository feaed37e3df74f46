using System.Diagnostics;

namespace CretoAkka.Benchmarks.Ratios;

/// <summary>One run of a <see cref="Work"/>: nanoseconds, or what else it is measured in, and bytes; an operation.</summary>
internal readonly record struct Sample(double Value, double Bytes)
{
    // The runtime compiles what is used often once more when nothing new has come for a while, and where messages go
    // through two systems much is used.
    private static readonly TimeSpan ShortWarmUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongWarmUp = TimeSpan.FromSeconds(5);

    /// <summary>Runs until the code is compiled for good.</summary>
    public static async Task WarmUp(Work work, int times)
    {
        var started = Stopwatch.GetTimestamp();
        do
            await work.Measure(times);
        while (Stopwatch.GetElapsedTime(started) < Warm(work));
    }

    /// <summary>Runs until the code is compiled for good, and finds how many operations fill a run.</summary>
    public static async Task<int> Calibrate(Work work, TimeSpan run)
    {
        var started = Stopwatch.GetTimestamp();
        var times = 1;
        while (true)
        {
            var began = Stopwatch.GetTimestamp();
            await work.Measure(times);
            var took = Stopwatch.GetElapsedTime(began);
            if (took < run / 2)
                times *= 2;
            else if (Stopwatch.GetElapsedTime(started) > Warm(work))
                return (int)Math.Clamp(times * (run / took), 1, 100_000_000);
        }
    }

    public static async Task<Sample> Take(Work work, int times)
    {
        var bytes = Allocated(work);
        var value = await work.Measure(times);
        return new Sample(value, (double)(Allocated(work) - bytes) / times);
    }

    private static TimeSpan Warm(Work work) => work.IsAsync ? LongWarmUp : ShortWarmUp;

    private static long Allocated(Work work) =>
        work.IsAsync ? GC.GetTotalAllocatedBytes(precise: true) : GC.GetAllocatedBytesForCurrentThread();
}
