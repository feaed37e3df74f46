using CretoAkka.Core.Circuits;

namespace CretoAkka.Calls;

/// <content>How an operation's end becomes the caller's, and the circuit's.</content>
internal sealed partial class CallSlot<T>
{
    private void OnCompleted()
    {
        var won = TryEnd(_version);
        T result;
        try
        {
            result = _awaiter.GetResult();
        }
        catch (Exception e)
        {
            // Lost: observed here, because its caller was told of the deadline or has cancelled.
            if (won)
                End(Report(e));
            return;
        }
        if (!won)
            return;
        if (Report(result) is { } thrown)
            End(thrown);
        else
            End(result);
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

    // Gives back what a user's classifier threw: a permit must come back all the same.
    private Exception? Report(T result)
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

    private void Return()
    {
        _source.Reset();
        _awaiter = default;
        _registration = default;
        _caller = default;
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
