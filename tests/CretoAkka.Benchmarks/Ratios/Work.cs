namespace CretoAkka.Benchmarks.Ratios;

/// <summary>Something that is measured, with its own loop: a call through a delegate must not count.</summary>
internal sealed class Work
{
    private Work(string name, Func<int, Task> run, bool isAsync) => (Name, Run, IsAsync) = (name, run, isAsync);

    public string Name { get; }

    /// <summary>Runs the operation that many times.</summary>
    public Func<int, Task> Run { get; }

    /// <summary>Whether it may continue on another thread, so that its bytes are counted over the process.</summary>
    public bool IsAsync { get; }

    public static Work Sync(string name, Action<int> loop) => new(name, times =>
    {
        loop(times);
        return Task.CompletedTask;
    }, isAsync: false);

    public static Work Async(string name, Func<int, Task> loop) => new(name, loop, isAsync: true);
}
