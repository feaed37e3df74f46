using CretoAkka.Core.Circuits;

namespace CretoAkka.Calls;

/// <content>How an operation's end becomes the caller's, and the circuit's.</content>
internal sealed partial class CallSlot<T>
{
    /// <summary>What a task failed with, looked at: to throw it once more would cost several times as much.</summary>
    private static Exception FaultOf(in ValueTask<T> faulted) => faulted.AsTask().Exception!.InnerException!;

    private void OnCompleted()
    {
        var won = TryEnd(_version);
        // Lost: observed all the same, because its caller was told of the deadline or has cancelled.
        var fault = Take(out var result);
        if (!won)
            return;
        if (fault is not null)
            End(Report(fault));
        else if (Report(result) is { } thrown)
            End(thrown);
        else
            End(result);
    }

    // How the operation failed; null: it has a result.
    private Exception? Take(out T result)
    {
        result = default!;
        try
        {
            if (_running.IsFaulted)
                return FaultOf(_running);
            result = _running.GetAwaiter().GetResult();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private void End(T result)
    {
        _registration.Dispose();
        _source.SetResult(result); // The caller goes on within: nothing may come after.
    }

    private void End(Exception exception)
    {
        _registration.Dispose();
        _source.SetException(exception);
    }

    private Exception? Report(T result)
    {
        if (_options is not null)
            return ReportAsked(result);
        Report(Outcome.Success, FailureCause.Result, Gate.Now);
        return null;
    }

    // Gives back what a user's classifier threw: a permit must come back all the same.
    private Exception? ReportAsked(T result)
    {
        var (outcome, thrown) = (Outcome.Neutral, (Exception?)null);
        try
        {
            outcome = CallOptions.Of(_options, result);
        }
        catch (Exception e)
        {
            thrown = e;
        }
        Report(outcome, FailureCause.Result, Gate.Now);
        return thrown;
    }

    private Exception Report(Exception exception)
    {
        var outcome = Outcome.Neutral;
        try
        {
            outcome = Classify(exception);
        }
        catch (Exception e)
        {
            exception = e;
        }
        Report(outcome, FailureCause.Exception, Gate.Now);
        return exception;
    }

    private Outcome Classify(Exception exception) =>
        exception is OperationCanceledException && _caller.IsCancellationRequested
            ? Outcome.Neutral
            : CallOptions.Of(_options, exception);

    private void CancelIfMissed()
    {
        Interlocked.MemoryBarrier(); // Who cancels either finds the call running, or is seen here.
        if (_caller.IsCancellationRequested)
            Cancel();
    }

    private void Cancel()
    {
        if (!TryEnd(_version))
            return;
        Report(Outcome.Neutral, default, Gate.Now);
        Abandon(new OperationCanceledException(_caller));
    }

    // The caller goes on at once; the operation is told, and whatever it does later is nobody's any more.
    private void Abandon(Exception reason)
    {
        _abandoned = true;
        Table.Remove(this);
        _registration.Unregister();
        _source.RunContinuationsAsynchronously = true;
        try
        {
            _source.SetException(reason);
        }
        catch (Exception)
        {
            // The caller's own context takes no work any more. Who ends this call has others to end.
        }
        _ = _cancellation.CancelAsync();
    }

    private void Return()
    {
        _source.Reset();
        _running = default;
        ReturnUnread();
    }

    // Alone where the source was never handed out: nothing of it, and of what it follows, was used.
    private void ReturnUnread()
    {
        if (_caller.CanBeCanceled)
            (_registration, _caller) = (default, default);
        _options = null;
        if (!_cancellation.TryReset())
        {
            Table.Remove(this);
            return;
        }
        // A thread that serves two nodes in turn: the other node's slot goes where that node finds it.
        var displaced = _cached;
        _cached = this;
        displaced?.Table.GiveBack(displaced);
    }
}
