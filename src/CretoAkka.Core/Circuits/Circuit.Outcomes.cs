namespace CretoAkka.Core.Circuits;

/// <content>Admission, and what outcomes do.</content>
public sealed partial record Circuit
{
    private CircuitStep Admit(TimeSpan timeoutInForce, TimeSpan now, CircuitPolicy policy) => State switch
    {
        CircuitState.Closed => new(this, CircuitReply.Admitted),
        CircuitState.HalfOpen when ProbesInFlight < policy.HalfOpenMaxCalls =>
            new(Probe(timeoutInForce, now, policy), CircuitReply.Admitted),
        _ => new(this, CircuitReply.Rejected),
    };

    // The deadline runs from the first probe, or a circuit without traffic would flap.
    private Circuit Probe(TimeSpan timeoutInForce, TimeSpan now, CircuitPolicy policy) => this with
    {
        ProbesInFlight = ProbesInFlight + 1,
        Deadline = Deadline ?? Later(now, Longer(policy.OpenTimeout, Times(timeoutInForce, policy.SuccessThreshold))),
    };

    // Bulk messages go without permits. They open nothing, close nothing, and do not touch the back-off.
    private CircuitStep CountBulk(in CircuitInput input)
    {
        if (Generation != input.Generation)
            return new(this, CircuitReply.Stale);
        if (State != CircuitState.Closed || Mode == CircuitMode.Off)
            return new(this, CircuitReply.Recorded);
        return new(input.Kind == CircuitInput.What.Succeed
            ? EndRun(OutcomeSource.Bulk)
            : this with { FailureRuns = FailureRuns.Extend(OutcomeSource.Bulk) }, CircuitReply.Recorded);
    }

    private CircuitStep Succeed(in CircuitInput input, TimeSpan now, CircuitPolicy policy)
    {
        if (!HoldsPermitOf(input.Generation))
            return new(this, CircuitReply.Stale);
        if (State == CircuitState.Closed)
            return new(EndRun(input.Source), CircuitReply.Recorded);
        if (ProbesSucceeded + 1 >= policy.SuccessThreshold)
            return new(Close(now, policy), CircuitReply.Recorded);
        return new(ReturnProbe() with { ProbesSucceeded = ProbesSucceeded + 1 }, CircuitReply.Recorded);
    }

    private CircuitStep Fail(in CircuitInput input, TimeSpan now, CircuitPolicy policy)
    {
        if (!HoldsPermitOf(input.Generation))
            return new(this, CircuitReply.Stale);
        return State == CircuitState.Closed ? FailClosed(input, now, policy) : FailProbe(input, now, policy);
    }

    private CircuitStep Ignore(in CircuitInput input)
    {
        if (!HoldsPermitOf(input.Generation))
            return new(this, CircuitReply.Stale);
        return new(State == CircuitState.HalfOpen ? ReturnProbe() : this, CircuitReply.Recorded);
    }

    private CircuitStep ReportSuccess() =>
        new(State == CircuitState.Closed ? EndRun(OutcomeSource.Calls) : this, CircuitReply.Recorded);

    private CircuitStep ReportFailure(in CircuitInput input, TimeSpan now, CircuitPolicy policy) => State switch
    {
        CircuitState.Closed => FailClosed(input, now, policy),
        CircuitState.HalfOpen when input.Time is { } startedAt && startedAt < GenerationBegan =>
            new(this, CircuitReply.Stale),
        CircuitState.HalfOpen => FailProbe(input, now, policy),
        _ => new(this, CircuitReply.Recorded),
    };

    private CircuitStep Answer(in CircuitInput input, TimeSpan now, CircuitPolicy policy)
    {
        if (input.Generation != Generation)
            return new(this, CircuitReply.Stale);
        return State == CircuitState.Open && Mode == CircuitMode.Automatic
            ? new(Enter(CircuitState.HalfOpen, Mode, now, policy, TransitionCause.PeerAnswered), CircuitReply.Recorded)
            : new(this, CircuitReply.Recorded);
    }

    private CircuitStep FailClosed(in CircuitInput input, TimeSpan now, CircuitPolicy policy)
    {
        if (Mode == CircuitMode.Off)
            return new(this, CircuitReply.Recorded);

        var runs = FailureRuns.Extend(input.Source);
        var verdict = Verdict(runs, input, policy);
        if (verdict == TransitionCause.None || Mode == CircuitMode.ForcedClosed)
            return new(Failed(runs, input, now, policy), CircuitReply.Recorded);
        if (Mode == CircuitMode.ObserveOnly)
            return new(Failed(default, input, now, policy), CircuitReply.Recorded, verdict);
        return input.IsDeclined
            ? new(Failed(default, input, now, policy, isSuspected: true), CircuitReply.Recorded, verdict)
            : new(Open(now, policy, verdict, grow: true, input.Cause), CircuitReply.Recorded);
    }

    private Circuit Failed(
        FailureRuns runs, in CircuitInput input, TimeSpan now, CircuitPolicy policy, bool isSuspected = false) =>
        this with
        {
            FailureRuns = runs,
            LastFailure = input.Cause,
            BackoffExponent = ExponentAt(now, policy),
            QuietSince = now,
            IsSuspected = IsSuspected || isSuspected,
        };

    private CircuitStep FailProbe(in CircuitInput input, TimeSpan now, CircuitPolicy policy) =>
        new(Open(now, policy, TransitionCause.ProbeFailed, grow: true, input.Cause), CircuitReply.Recorded);

    private static TransitionCause Verdict(FailureRuns runs, in CircuitInput input, CircuitPolicy policy) =>
        runs[input.Source] >= policy.FailureThreshold ? TransitionCause.ConsecutiveFailures
        : input.RateExceeded ? TransitionCause.FailureRate
        : TransitionCause.None;

    private Circuit EndRun(OutcomeSource source) =>
        FailureRuns[source] == 0 ? this : this with { FailureRuns = FailureRuns.End(source) };

    // Nobody holds a permit of an open circuit, nor more of a half-open one than are in flight: whatever reports one
    // all the same must not move the circuit.
    private bool HoldsPermitOf(long generation) =>
        generation == Generation && (State == CircuitState.Closed || ProbesInFlight > 0);

    private Circuit ReturnProbe() => this with { ProbesInFlight = ProbesInFlight - 1 };
}
