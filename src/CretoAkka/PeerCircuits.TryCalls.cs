using CretoAkka.Calls;
using CretoAkka.Diagnostics;

namespace CretoAkka;

/// <content>Calls whose refusal is an answer and not an exception.</content>
public sealed partial class PeerCircuits
{
    /// <summary>Uses a peer, and says how that ended. A refusal allocates nothing.</summary>
    /// <param name="peer">Which peer.</param>
    /// <param name="operation">What to do. Its token is cancelled at the deadline and when the caller cancels.</param>
    /// <param name="cancellationToken">The caller's; its cancellation says nothing about the peer.</param>
    /// <param name="options">What this call does differently.</param>
    public ValueTask<CallResult<T>> TryExecuteAsync<T>(
        PeerId peer,
        Func<CancellationToken, ValueTask<T>> operation,
        CancellationToken cancellationToken = default,
        CallOptions? options = null) =>
        TryRun(peer, static (op, ct) => op(ct), Given(operation), options, cancellationToken);

    /// <summary>The same, for an operation that takes its state as an argument.</summary>
    public ValueTask<CallResult<T>> TryExecuteAsync<TState, T>(
        PeerId peer,
        Func<TState, CancellationToken, ValueTask<T>> operation,
        TState state,
        CancellationToken cancellationToken = default,
        CallOptions? options = null) =>
        TryRun(peer, Given(operation), state, options, cancellationToken);

    private ValueTask<CallResult<T>> TryRun<TState, T>(
        PeerId peer,
        Func<TState, CancellationToken, ValueTask<T>> operation,
        TState state,
        CallOptions? options,
        CancellationToken caller)
    {
        if (caller.IsCancellationRequested)
            return new(CallResult<T>.Failed(new OperationCanceledException(caller)));
        if (_slots.IsClosed)
            return new(CallResult<T>.Failed(Terminated()));
        if (TryGate(peer) is not { } gate)
            return new(CallResult<T>.Failed(Full(peer)));

        var (now, timeout) = (_clock.Now, options?.Timeout ?? gate.Latency.Timeout);
        if (gate.Admit(now, timeout, out var admission) is { } refusing)
        {
            CircuitTelemetry.Refuse(refusing, peer);
            return new(CallResult<T>.Refused(gate.Rejection(refusing, now)));
        }
        var running = Start(gate, admission, now, timeout, operation, state, options, caller);
        return running.IsCompletedSuccessfully ? new(CallResult<T>.Of(running.Result)) : Await(running);
    }

    private static async ValueTask<CallResult<T>> Await<T>(ValueTask<T> running)
    {
        try
        {
            return CallResult<T>.Of(await running.ConfigureAwait(false));
        }
        catch (Exception e)
        {
            return CallResult<T>.Failed(e);
        }
    }
}
