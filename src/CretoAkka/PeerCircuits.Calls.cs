using System.Runtime.CompilerServices;
using CretoAkka.Calls;

namespace CretoAkka;

/// <content>Calls. Every value task is to be awaited once; refusal, deadline and exceptions arrive in it.</content>
public sealed partial class PeerCircuits
{
    /// <summary>
    /// Uses a peer: <paramref name="operation"/> runs if the peer's circuit admits it, until its deadline.
    /// </summary>
    /// <param name="peer">Which peer.</param>
    /// <param name="operation">What to do. Its token is cancelled at the deadline and when the caller cancels.</param>
    /// <param name="cancellationToken">The caller's; its cancellation says nothing about the peer.</param>
    /// <param name="options">What this call does differently.</param>
    /// <exception cref="CircuitOpenException">The circuit refused; the operation was not started.</exception>
    /// <exception cref="CircuitTimeoutException">The deadline passed.</exception>
    [OverloadResolutionPriority(1)]
    public ValueTask<T> ExecuteAsync<T>(
        PeerId peer,
        Func<CancellationToken, ValueTask<T>> operation,
        CancellationToken cancellationToken = default,
        CallOptions? options = null) =>
        Run(peer, static (op, ct) => op(ct), Given(operation), options, cancellationToken);

    /// <inheritdoc cref="ExecuteAsync{T}(PeerId, Func{CancellationToken, ValueTask{T}}, CancellationToken,
    /// CallOptions?)"/>
    [OverloadResolutionPriority(1)]
    public ValueTask ExecuteAsync(
        PeerId peer,
        Func<CancellationToken, ValueTask> operation,
        CancellationToken cancellationToken = default,
        CallOptions? options = null) =>
        Forget(Run(peer, static (op, ct) => Nothing.Of(op(ct)), Given(operation), options, cancellationToken));

    /// <inheritdoc cref="ExecuteAsync{T}(PeerId, Func{CancellationToken, ValueTask{T}}, CancellationToken,
    /// CallOptions?)"/>
    public ValueTask<T> ExecuteAsync<T>(
        PeerId peer,
        Func<CancellationToken, Task<T>> operation,
        CancellationToken cancellationToken = default,
        CallOptions? options = null) =>
        Run(peer, static (op, ct) => new ValueTask<T>(op(ct)), Given(operation), options, cancellationToken);

    /// <inheritdoc cref="ExecuteAsync{T}(PeerId, Func{CancellationToken, ValueTask{T}}, CancellationToken,
    /// CallOptions?)"/>
    public ValueTask ExecuteAsync(
        PeerId peer,
        Func<CancellationToken, Task> operation,
        CancellationToken cancellationToken = default,
        CallOptions? options = null) =>
        Forget(Run(
            peer, static (op, ct) => Nothing.Of(new ValueTask(op(ct))), Given(operation), options, cancellationToken));

    /// <inheritdoc cref="ExecuteAsync{T}(PeerId, Func{CancellationToken, ValueTask{T}}, CancellationToken,
    /// CallOptions?)"/>
    [OverloadResolutionPriority(1)]
    public ValueTask<T> ExecuteAsync<TState, T>(
        PeerId peer,
        Func<TState, CancellationToken, ValueTask<T>> operation,
        TState state,
        CancellationToken cancellationToken = default,
        CallOptions? options = null) =>
        Run(peer, Given(operation), state, options, cancellationToken);

    /// <inheritdoc cref="ExecuteAsync{T}(PeerId, Func{CancellationToken, ValueTask{T}}, CancellationToken,
    /// CallOptions?)"/>
    [OverloadResolutionPriority(1)]
    public ValueTask ExecuteAsync<TState>(
        PeerId peer,
        Func<TState, CancellationToken, ValueTask> operation,
        TState state,
        CancellationToken cancellationToken = default,
        CallOptions? options = null) =>
        Forget(Run(
            peer, static (s, ct) => Nothing.Of(s.operation(s.state, ct)),
            (operation: Given(operation), state), options, cancellationToken));

    /// <inheritdoc cref="ExecuteAsync{T}(PeerId, Func{CancellationToken, ValueTask{T}}, CancellationToken,
    /// CallOptions?)"/>
    public ValueTask<T> ExecuteAsync<TState, T>(
        PeerId peer,
        Func<TState, CancellationToken, Task<T>> operation,
        TState state,
        CancellationToken cancellationToken = default,
        CallOptions? options = null) =>
        Run(
            peer, static (s, ct) => new ValueTask<T>(s.operation(s.state, ct)),
            (operation: Given(operation), state), options, cancellationToken);

    /// <inheritdoc cref="ExecuteAsync{T}(PeerId, Func{CancellationToken, ValueTask{T}}, CancellationToken,
    /// CallOptions?)"/>
    public ValueTask ExecuteAsync<TState>(
        PeerId peer,
        Func<TState, CancellationToken, Task> operation,
        TState state,
        CancellationToken cancellationToken = default,
        CallOptions? options = null) =>
        Forget(Run(
            peer, static (s, ct) => Nothing.Of(new ValueTask(s.operation(s.state, ct))),
            (operation: Given(operation), state), options, cancellationToken));

    // Its own caller's mistake: thrown there, before it could be counted as a failure of the peer.
    private static TOperation Given<TOperation>(TOperation operation) where TOperation : Delegate
    {
        ArgumentNullException.ThrowIfNull(operation);
        return operation;
    }

    private ValueTask<T> Run<TState, T>(
        PeerId peer,
        Func<TState, CancellationToken, ValueTask<T>> operation,
        TState state,
        CallOptions? options,
        CancellationToken caller)
    {
        if (caller.IsCancellationRequested)
            return ValueTask.FromCanceled<T>(caller);
        if (_slots.IsClosed)
            return ValueTask.FromException<T>(Terminated());
        if (TryGate(peer) is not { } gate)
            return ValueTask.FromException<T>(Full(peer));

        var (now, timeout) = (_clock.Now, options?.Timeout ?? gate.Latency.Timeout);
        return gate.Admit(now, timeout, out var admission) is not { } refusing
            ? Start(gate, admission, now, timeout, operation, state, options, caller)
            : Refuse<T>(gate, refusing, now, options, caller);
    }

    private static ValueTask Forget(ValueTask<Nothing> task) =>
        task.IsCompletedSuccessfully ? Done(task.Result) : new ValueTask(task.AsTask());

    private static OperationCanceledException Terminated() => new("The actor system has terminated.");

    private static ValueTask Done(Nothing _) => default;
}
