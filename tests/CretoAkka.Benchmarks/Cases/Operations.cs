namespace CretoAkka.Benchmarks.Cases;

/// <summary>The operations that every breaker is given: static, with their state as an argument.</summary>
internal static class Operations
{
    /// <summary>Completes at once.</summary>
    public static ValueTask<int> AtOnce(int state, CancellationToken _) => new(state);

    /// <summary>Completes on another turn of the thread pool.</summary>
    public static async ValueTask<int> Later(int state, CancellationToken _)
    {
        await Task.Yield();
        return state;
    }

    /// <summary>Never completes, and ignores its token.</summary>
    public static ValueTask<int> Never(int _, CancellationToken token) =>
        new(new TaskCompletionSource<int>().Task);

    /// <summary>The result of a completed task; fails where it is not, for then it measures nothing.</summary>
    public static int Result(in ValueTask<int> task) => task.IsCompletedSuccessfully
        ? task.Result
        : throw new InvalidOperationException("An operation that completes at once did not.");
}
