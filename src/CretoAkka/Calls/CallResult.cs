namespace CretoAkka.Calls;

/// <summary>How a call ended, where nothing is thrown for it.</summary>
public readonly record struct CallResult<T>
{
    private CallResult(T? value, Exception? error, CircuitRejection? rejection) =>
        (Value, Error, Rejection) = (value, error, rejection);

    /// <summary>The operation's result; the default where there is none.</summary>
    public T? Value { get; }

    /// <summary>What the operation threw, or a <see cref="CircuitTimeoutException"/>; null: nothing.</summary>
    public Exception? Error { get; }

    /// <summary>Why the circuit refused; null: it did not.</summary>
    public CircuitRejection? Rejection { get; }

    /// <summary>Whether there is a result.</summary>
    public bool Succeeded => Error is null && Rejection is null;

    internal static CallResult<T> Of(T value) => new(value, null, null);

    internal static CallResult<T> Failed(Exception error) => new(default, error, null);

    internal static CallResult<T> Refused(in CircuitRejection rejection) => new(default, null, rejection);
}
