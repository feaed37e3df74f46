namespace CretoAkka.Calls;

/// <summary>What one call, or every call that is given it, does differently. Immutable; reuse it.</summary>
/// <remarks>
/// What a classifier throws ends the call with that exception, and says nothing about the peer.
/// </remarks>
public record CallOptions
{
    /// <summary>How long the call may take; null: the timeout in force for the peer. Longer than zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not longer than zero.</exception>
    public TimeSpan? Timeout
    {
        get;
        init => field = value <= TimeSpan.Zero
            ? throw new ArgumentOutOfRangeException(nameof(value), value, "A call's timeout is longer than zero.")
            : value;
    }

    /// <summary>What an exception of the operation says about the peer; null: failure.</summary>
    /// <remarks>Not asked when the caller cancelled: that is neutral.</remarks>
    public Func<Exception, Outcome>? ClassifyException { get; init; }

    /// <summary>What a result of the operation says about the peer; null: success.</summary>
    /// <remarks>A result that is a value type is boxed for it.</remarks>
    public Func<object?, Outcome>? ClassifyResult { get; init; }

    /// <summary>
    /// What to do instead where the circuit refuses an operation without a result; null: the call fails.
    /// </summary>
    public Func<CircuitRejection, CancellationToken, ValueTask>? Fallback { get; init; }

    internal static Outcome Of(CallOptions? options, Exception exception) =>
        options?.ClassifyException is { } classify ? classify(exception) : Outcome.Failure;

    internal static Outcome Of<T>(CallOptions? options, T result) =>
        options?.ClassifyResult is { } classify ? classify(result) : Outcome.Success;
}

/// <summary>The same, for operations whose result is a <typeparamref name="T"/>.</summary>
public sealed record CallOptions<T> : CallOptions
{
    /// <summary>What to answer instead where the circuit refuses; null: the call fails.</summary>
    public Func<CircuitRejection, CancellationToken, ValueTask<T>>? FallbackResult { get; init; }
}
