using System.Runtime.CompilerServices;
using CretoAkka.Calls;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Quorums;

namespace CretoAkka.Circuits;

/// <content>Outcomes.</content>
internal sealed partial class CircuitGate
{
    /// <summary>An admitted use ended.</summary>
    /// <param name="admission">What it was bound to.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="cause">What the failure was, if it was one.</param>
    /// <param name="deadline">The use's deadline.</param>
    /// <param name="place">Where it is counted; null: where it runs.</param>
    public CompletionReply Complete(
        in Admission admission,
        Outcome outcome,
        FailureCause cause,
        TimeSpan deadline,
        int? place = null) =>
        outcome == Outcome.Success && admission.Tally is { } tally
            ? CountSuccess(tally, place)
            : CompleteLocked(admission, outcome, cause, deadline);

    // Not within its caller: what is on the stack for it would be cleared at every success.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private CompletionReply CompleteLocked(
        in Admission admission, Outcome outcome, FailureCause cause, TimeSpan deadline)
    {
        lock (_lock)
        {
            var now = Enter();
            if (admission.Generation == _circuit.Generation)
                _probeDeadlines?.Remove(deadline);
            if (outcome == Outcome.Failure)
                return Fail(admission.Generation, cause, OutcomeSource.Calls, now);
            var input = outcome == Outcome.Success
                ? CircuitInput.Succeed(admission.Generation)
                : CircuitInput.Ignore(admission.Generation);
            return Settle(_circuit.Step(input, now, _policy), outcome, cause, now);
        }
    }

    /// <summary>The application saw the peer succeed.</summary>
    public CompletionReply ReportSuccess()
    {
        lock (_lock)
        {
            var now = Enter();
            if (_circuit.State == CircuitState.Closed)
            {
                _calls?.Succeed(1, now);
                _average = _average.Succeed(1);
            }
            return Settle(_circuit.Step(CircuitInput.ReportSuccess(), now, _policy), Outcome.Success, default, now);
        }
    }

    /// <summary>The application saw the peer fail.</summary>
    /// <param name="startedAt">When what failed was started, on the node's clock; null: now.</param>
    /// <param name="cause">What the failure was.</param>
    public CompletionReply ReportFailure(TimeSpan? startedAt, FailureCause cause = FailureCause.Reported)
    {
        lock (_lock)
        {
            var now = Enter();
            if (_circuit.State == CircuitState.Closed)
            {
                return FailClosed(CircuitInput.ReportFailure(startedAt, cause: cause), _calls, cause, now);
            }
            return Settle(
                _circuit.Step(CircuitInput.ReportFailure(startedAt, cause: cause), now, _policy),
                Outcome.Failure, cause, now);
        }
    }

    private CompletionReply CountSuccess(GenerationTally tally, int? place)
    {
        var published = _published;
        if (published.Circuit.Mode == CircuitMode.Off && ReferenceEquals(published.Tally, tally))
            return CompletionReply.Recorded;
        return tally.TryCount(out var isBusy, place) && !isBusy ? CompletionReply.Recorded : CountRarely(tally, isBusy);
    }

    private CompletionReply CountRarely(GenerationTally tally, bool isCounted)
    {
        lock (_lock)
        {
            if (isCounted)
                tally.Spread();
            else if (!tally.TryCount(out _))
            {
                _counters.Stale++;
                return CompletionReply.Stale;
            }
        }
        return CompletionReply.Recorded;
    }

    private CompletionReply Fail(long generation, FailureCause cause, OutcomeSource source, TimeSpan now)
    {
        var failure = CircuitInput.Fail(generation, cause, source);
        return generation == _circuit.Generation && _circuit.State == CircuitState.Closed
            ? FailClosed(failure, source == OutcomeSource.Session ? SessionWindow : _calls, cause, now)
            : Settle(_circuit.Step(failure, now, _policy), Outcome.Failure, cause, now);
    }

    // A verdict rests on the successes it has seen: where one came between, it is judged again.
    private CompletionReply FailClosed(
        in CircuitInput input, OutcomeWindow? window, FailureCause cause, TimeSpan now)
    {
        while (true)
        {
            var seen = Fold(now);
            var failure = window?.WouldTrip(now) is true ? input.WithRateExceeded() : input;
            var average = _circuit.Mode == CircuitMode.Off ? _average : _average.Fail();
            var step = Judge(failure, IsolationRank.Open, average, now, out var refusal);
            if (Leaves(step) && !_published.Tally.TrySeal(seen))
            {
                GiveBack();
                continue;
            }
            _average = average;
            Slide(window, step, now);
            var reply = Settle(step, Outcome.Failure, cause, now);
            Announce(refusal, step.Observed, now);
            return reply;
        }
    }

    private void Slide(OutcomeWindow? window, in CircuitStep step, TimeSpan now)
    {
        if (_circuit.Mode != CircuitMode.Off)
            window?.Fail(now);
        if (step.Observed != TransitionCause.None)
            window?.Clear(); // Otherwise each further failure would announce the same trip again.
    }

    private CompletionReply Settle(in CircuitStep step, Outcome outcome, FailureCause cause, TimeSpan now)
    {
        if (step.Reply == CircuitReply.Stale)
            _counters.Stale++;
        else if (_circuit.Mode != CircuitMode.Off)
            Count(outcome, cause);
        Commit(step, now);
        return step.Reply == CircuitReply.Stale ? CompletionReply.Stale : CompletionReply.Recorded;
    }

    private void Count(Outcome outcome, FailureCause cause)
    {
        switch (outcome)
        {
            case Outcome.Success: _counters.Successes++; break;
            case Outcome.Neutral: _counters.Neutral++; break;
            default:
                _counters.Failures++;
                if (cause == FailureCause.Timeout)
                    _counters.Timeouts++;
                break;
        }
    }
}
