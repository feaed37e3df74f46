using System.Runtime.CompilerServices;

namespace CretoAkka.Benchmarks.Cases;

/// <summary>
/// A loop of turns on one thread, for operations that complete later. On the pool of two processors the thread that
/// goes on is now the same one, now another, and what that costs is several times what is measured.
/// </summary>
internal static class Turns
{
    [ThreadStatic]
    private static Queue<Action>? _turns;

    /// <summary>Runs what goes on in turns until it has ended, on this thread.</summary>
    public static void Run(Func<Task> work)
    {
        _turns ??= new();
        var task = work();
        while (!task.IsCompleted)
            _turns.Dequeue()(); // Empty: something went on elsewhere, and measures another thing.
        task.GetAwaiter().GetResult();
    }

    /// <summary>Goes on in another turn.</summary>
    public static Turn Next() => default;

    /// <summary>What <see cref="Next"/> awaits.</summary>
    internal readonly struct Turn : ICriticalNotifyCompletion
    {
        public bool IsCompleted => false;

        public Turn GetAwaiter() => this;

        public void GetResult() { }

        public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

        public void UnsafeOnCompleted(Action continuation) => _turns!.Enqueue(continuation);
    }
}
