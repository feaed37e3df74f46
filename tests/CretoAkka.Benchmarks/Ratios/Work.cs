using System.Diagnostics;

namespace CretoAkka.Benchmarks.Ratios;

/// <summary>Something that is measured, with its own loop: a call through a delegate must not count.</summary>
internal sealed class Work
{
    private Work(string name, Func<int, Task<double>> measure, bool isAsync) =>
        (Name, Measure, IsAsync) = (name, measure, isAsync);

    public string Name { get; }

    /// <summary>Runs the operation that many times, and tells nanoseconds an operation, or another figure of it.</summary>
    public Func<int, Task<double>> Measure { get; }

    /// <summary>Whether it may continue on another thread, so that its bytes are counted over the process.</summary>
    public bool IsAsync { get; }

    public static Work Sync(string name, Action<int> loop) => Parallel(name, 1, loop);

    /// <summary>A loop that several threads share. The time is that of a processor, an operation.</summary>
    public static Work Parallel(string name, int threads, Action<int> loop) => new(
        name,
        times =>
        {
            var started = Stopwatch.GetTimestamp();
            loop(times);
            var busy = Math.Min(threads, Environment.ProcessorCount);
            return Task.FromResult(Stopwatch.GetElapsedTime(started).TotalNanoseconds * busy / times);
        },
        isAsync: threads > 1);

    public static Work Async(string name, Func<int, Task> loop) => Figure(name, async times =>
    {
        var started = Stopwatch.GetTimestamp();
        await loop(times);
        return Stopwatch.GetElapsedTime(started).TotalNanoseconds / times;
    });

    /// <summary>
    /// What the processors do for it, of all threads: where several actors share the work, the clock tells more of the
    /// scheduler than of them.
    /// </summary>
    public static Work Processor(string name, Func<int, Task> loop) => Figure(name, async times =>
    {
        var before = Environment.CpuUsage.TotalTime;
        await loop(times);
        return (Environment.CpuUsage.TotalTime - before).TotalNanoseconds / times;
    });

    /// <summary>Another figure than its time: bytes, or the slowest of a hundred.</summary>
    public static Work Figure(string name, Func<int, Task<double>> measure) => new(name, measure, isAsync: true);

    /// <summary>What is known beforehand, from elsewhere.</summary>
    public static Work Known(string name, double value) => Figure(name, _ => Task.FromResult(value));
}
