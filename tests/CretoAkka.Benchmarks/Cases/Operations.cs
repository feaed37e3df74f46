namespace CretoAkka.Benchmarks.Cases;

/// <summary>The operations that every breaker is given: static, with their state as an argument.</summary>
internal static class Operations
{
    /// <summary>Completes at once.</summary>
    public static ValueTask<int> AtOnce(int state, CancellationToken _) => new(state);

    private static readonly Task<int> Failed = Task.FromException<int>(new TimeoutException());

    /// <summary>Fails at once; its exception was thrown before, and is not thrown again.</summary>
    public static ValueTask<int> Fail(int _, CancellationToken token) => new(Failed);

    /// <summary>The failure of a failed task, looked at without throwing it.</summary>
    public static Exception Failure(in ValueTask<int> task) => task.IsFaulted
        ? task.AsTask().Exception!
        : throw new InvalidOperationException("An operation that fails at once did not.");

    /// <summary>Completes on another turn of the thread pool.</summary>
    public static async ValueTask<int> Later(int state, CancellationToken _)
    {
        await Task.Yield();
        return state;
    }

    /// <summary>Completes in another turn of <see cref="Turns"/>.</summary>
    public static async ValueTask<int> NextTurn(int state, CancellationToken _)
    {
        await Turns.Next();
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
