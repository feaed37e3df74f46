using System.Runtime.CompilerServices;
using CretoAkka.Calls;
using CretoAkka.Circuits;
using CretoAkka.Core.Circuits;
using CretoAkka.Diagnostics;
using CretoAkka.Metrics;

namespace CretoAkka;

/// <content>What follows an answer of the gate: the operation, or what the caller has instead.</content>
public sealed partial class PeerCircuits
{
    // Not within its caller: what is on the stack for it would be cleared at every call.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ValueTask<T> Refuse<T>(
        CircuitGate gate,
        Circuit refusing,
        TimeSpan now,
        CallOptions? options,
        CancellationToken caller)
    {
        var rejection = gate.Rejection(refusing, now);
        CircuitTelemetry.Refuse(refusing, gate.Peer);
        try
        {
            switch (options)
            {
                case CallOptions<T> { FallbackResult: { } fallback }:
                    gate.Note(FallbackKind.Answered);
                    return fallback(rejection, caller);
                case { Fallback: { } fallback } when typeof(T) == typeof(Nothing):
                    gate.Note(FallbackKind.Answered);
                    return Instead<T>(fallback, rejection, caller);
                default:
                    return ValueTask.FromException<T>(new CircuitOpenException(rejection));
            }
        }
        catch (Exception e)
        {
            return ValueTask.FromException<T>(e);
        }
    }

    // Of an operation without a result: there is only one Nothing.
    private static async ValueTask<T> Instead<T>(
        Func<CircuitRejection, CancellationToken, ValueTask> fallback,
        CircuitRejection rejection,
        CancellationToken caller)
    {
        await fallback(rejection, caller).ConfigureAwait(false);
        return default!;
    }

    private ValueTask<T> Start<TState, T>(
        CircuitGate gate,
        in Admission admission,
        TimeSpan now,
        TimeSpan timeout,
        Func<TState, CancellationToken, ValueTask<T>> operation,
        TState state,
        CallOptions? options,
        CancellationToken caller)
    {
        var slot = CallSlot<T>.Rent(_slots);
        var trace = CallTrace.Begin(gate);
        slot.Begin(gate, admission, now, timeout, options, caller, trace);
        T result;
        try
        {
            var running = operation(state, slot.Token);
            trace.Leave();
            if (!running.IsCompletedSuccessfully)
                return running.IsFaulted ? slot.Fail(running) : slot.Follow(running);
            result = running.Result; // Read here: a source of the caller's own may throw all the same.
        }
        catch (Exception e)
        {
            trace.Leave();
            return slot.Fail(e);
        }
        return slot.Complete(result);
    }
}
