using CretoAkka.Core.Circuits;
using CsCheck;
using static CretoAkka.Core.Circuits.CircuitState;

namespace CretoAkka.Core.Tests.Circuits;

internal static partial class CircuitSpec
{
    /// <summary>The faults of <see cref="WithFaults"/>, and the requirement that catches each.</summary>
    public static readonly IReadOnlyDictionary<string, string> CaughtBy = new Dictionary<string, string>
    {
        ["one probe too many"] = "D1-BOUND",
        ["probes counted per period"] = "D1-ROOM",
        ["a late failure re-opens"] = "D2-STALE",
        ["a change keeps its generation"] = "D2-GENERATION",
        ["an unpermitted success closes"] = "D2-UNPERMITTED",
        ["neutral counts as success"] = "D3-NEUTRAL",
        ["a rejection prolongs open"] = "D4-REJECTION",
        ["open for ever"] = "D4-TIMEOUT",
        ["open for a unit less"] = "D4-EARLY",
        ["a ping ends a forced open"] = "D4-ANSWER",
        ["a failed probe is forgiven"] = "D5-FAILURE",
        ["a hung probe wedges"] = "D5-ENDS",
        ["each probe moves the deadline"] = "D5-FIRST",
        ["idle half-open flaps"] = "D5-IDLE",
        ["one failure more before the trip"] = "D7-TRIPS",
        ["one failure fewer before the trip"] = "D7-EARLY",
        ["the rate is ignored"] = "D7-RATE",
        ["a success keeps the run"] = "D7-RUN",
        ["a success opens"] = "D7-SUCCESS",
        ["the clock opens"] = "D7-CLOCK",
        ["a reported success closes"] = "D8-SUCCESS",
        ["an old report re-opens"] = "D8-OLD",
        ["a fresh report is stale"] = "D8-FRESH",
        ["a report prolongs open"] = "D8-OPEN",
        ["forced closed trips"] = "D10-HOLDS",
        ["a timed ForceOpen ends closed"] = "D10-TIMED-OPEN",
        ["a timed ForceClose ends half-open"] = "D10-TIMED-CLOSE",
        ["Reset keeps the position"] = "D10-RESET",
        ["Reset ends quarantine"] = "D10-QUARANTINE",
        ["ForceClose is not refused"] = "D10-REFUSED",
        ["observed trips are silent"] = "D10-OBSERVE",
        ["Off counts"] = "D10-OFF",
        ["ObserveOnly opens"] = "D10-POSITION",
        ["suspicion outlives a trip"] = "D13-CLOSED",
        ["a declined trip is taken"] = "D13-DECLINED",
        ["a declined trip is silent"] = "D13-SUSPECTED",
        ["a declined force holds"] = "D13-FORCE",
        ["declined evidence is forgotten"] = "D13-EVIDENCE",
        ["an evicted peer is trusted"] = "D13-EVICTED",
        ["a forced peer gives way"] = "D13-KEPT",
        ["a trip of ours stands"] = "D13-RECONSIDER",
        ["trust begins a generation of failures"] = "D13-TRUST",
    };

    /// <summary>The specification with a fault planted for each requirement.</summary>
    public static Spec<SpecState> WithFaults(SpecNumbers numbers)
    {
        var steps = new SpecSteps(numbers);
        var spec = TimeFaults(PermitFaults(Of(numbers), numbers, steps), numbers, steps);
        if (numbers.Policy.FailureThreshold > 1)
            spec.Fault("one failure fewer before the trip", "Fail",
                (b, a) => b.Is(Closed) && a.At == Closed, (_, s) => steps.Trip(s, TransitionCause.ConsecutiveFailures));
        return BudgetFaults(ManualFaults(ReportFaults(spec, steps), steps), steps);
    }

    private static Spec<SpecState> BudgetFaults(Spec<SpecState> spec, SpecSteps steps) => spec
        .Fault("suspicion outlives a trip", "Fail",
            (b, a) => b.Suspected && a.At == Open, (_, s) => s with { Suspected = true })
        .Fault("a declined trip is taken", "FailDeclined",
            (b, a) => b.Is(Closed) && a.Announced, (_, s) => steps.Trip(s, TransitionCause.ConsecutiveFailures))
        .Fault("a declined trip is silent", "FailDeclined",
            (b, a) => b.Is(Closed) && a.Announced, (_, s) => s with { Announced = false })
        .Fault("a declined force holds", "DeclineForce", (_, s) => s with { Reply = CircuitReply.Recorded })
        .Fault("declined evidence is forgotten", "DeclineQuarantine",
            (b, a) => a.Suspected, (_, s) => s with { Suspected = false })
        .Fault("an evicted peer is trusted", "Evict",
            (b, a) => b.At == HalfOpen, (_, s) => s with { Suspected = false })
        .Fault("a forced peer gives way", "Evict",
            (b, a) => b.Mode == CircuitMode.ForcedOpen,
            (_, s) => s with { Cause = TransitionCause.Evicted })
        .Fault("a trip of ours stands", "Reconsider",
            (b, a) => b.Is(Open), (_, s) => steps.Trip(s, TransitionCause.ConsecutiveFailures))
        .Fault("trust begins a generation of failures", "Trust",
            (b, a) => b.At == Closed && b.Suspected, (_, s) => s with { Cause = TransitionCause.Reset });

    private static Spec<SpecState> PermitFaults(Spec<SpecState> spec, SpecNumbers numbers, SpecSteps steps) => spec
        .Fault("one probe too many", "Admit",
            (b, a) => b.At == HalfOpen && b.Out == numbers.Policy.HalfOpenMaxCalls,
            (_, s) => s with { Out = s.Out + 1 })
        .Fault("probes counted per period", "Admit",
            (b, a) => b.At == HalfOpen && b.Out + b.Good == b.Out && b.Left > 0 && a.Reply == CircuitReply.Admitted,
            (_, s) => s with { Out = s.Out - 1, Reply = CircuitReply.Rejected })
        .Fault("a late failure re-opens", "Late",
            (b, a) => b.At == HalfOpen, (_, s) => steps.Trip(s, TransitionCause.ProbeFailed))
        .Fault("a change keeps its generation",
            (b, a) => a.At != b.At, (_, s) => s with { Renewed = false })
        .Fault("an unpermitted success closes", "Unpermitted",
            (_, s) => SpecSteps.Enter(s, Closed, CircuitMode.Automatic, TransitionCause.ProbesSucceeded))
        .Fault("neutral counts as success", "Ignore",
            (b, a) => b.At == HalfOpen, (_, s) => s with { Good = s.Good + 1 });

    private static Spec<SpecState> TimeFaults(Spec<SpecState> spec, SpecNumbers numbers, SpecSteps steps) => spec
        .Fault("a rejection prolongs open", "Admit",
            (b, a) => b.Is(Open) && b.Left < numbers.Timeout, (_, s) => s with { Left = s.Left + 1 })
        .Fault("open for ever", "Tick",
            (b, a) => b.Is(Open) && a.At == HalfOpen,
            (_, s) => SpecSteps.Enter(s, Open, CircuitMode.Automatic, s.Cause) with { Left = 1, Age = numbers.Timeout })
        .Fault("open for a unit less", "Fail",
            (b, a) => b.Is(Closed) && a.At == Open, (_, s) => s with { Left = s.Left - 1 })
        .Fault("a ping ends a forced open", "Answer",
            (b, a) => b.Mode == CircuitMode.ForcedOpen,
            (_, s) => SpecSteps.Enter(s, HalfOpen, CircuitMode.Automatic, TransitionCause.Reset))
        .Fault("a failed probe is forgiven", "Fail",
            (b, a) => b.At == HalfOpen,
            (_, s) => SpecSteps.Enter(s, HalfOpen, CircuitMode.Automatic, TransitionCause.OpenExpired))
        .Fault("a hung probe wedges", "Tick",
            (b, a) => b.At == HalfOpen && a.At == Open,
            (_, s) => SpecSteps.Enter(s, HalfOpen, CircuitMode.Automatic, s.Cause) with { Left = 1, Out = 1 })
        .Fault("each probe moves the deadline", "Admit",
            (b, a) => b.At == HalfOpen && a.Out > b.Out, (_, s) => s with { Left = numbers.Bound })
        .Fault("idle half-open flaps", "Tick",
            (b, a) => b.At == HalfOpen && b.Left == 0, (_, s) => steps.Trip(s, TransitionCause.HalfOpenExpired))
        .Fault("one failure more before the trip", "Fail",
            (b, a) => b.Is(Closed) && a.At == Open,
            (_, s) => SpecSteps.Enter(s, Closed, CircuitMode.Automatic, TransitionCause.Reset))
        .Fault("the rate is ignored", "FailOverRate",
            (b, a) => b.Is(Closed) && a.At == Open,
            (_, s) => SpecSteps.Enter(s, Closed, CircuitMode.Automatic, TransitionCause.Reset))
        .Fault("a success keeps the run", "Succeed",
            (b, a) => b.At == Closed && b.Run > 0, (_, s) => s with { Run = 1 })
        .Fault("a success opens", "Succeed",
            (b, a) => b.Is(Closed) && b.Run == 0, (_, s) => steps.Trip(s, TransitionCause.FailureRate))
        .Fault("the clock opens", "Tick", (b, a) => b.Is(Closed), (_, s) => steps.Trip(s, TransitionCause.FailureRate));

    private static Spec<SpecState> ReportFaults(Spec<SpecState> spec, SpecSteps steps) => spec
        .Fault("a reported success closes", "ReportSuccess",
            (b, a) => b.At == HalfOpen,
            (_, s) => SpecSteps.Enter(s, Closed, CircuitMode.Automatic, TransitionCause.ProbesSucceeded))
        .Fault("an old report re-opens", "ReportOldFailure",
            (b, a) => b.At == HalfOpen, (_, s) => steps.Trip(s, TransitionCause.ProbeFailed))
        .Fault("a fresh report is stale", "ReportFailure",
            (b, a) => b.At == HalfOpen,
            (_, s) => SpecSteps.Enter(s, HalfOpen, CircuitMode.Automatic, TransitionCause.OpenExpired))
        .Fault("a report prolongs open", "ReportFailure",
            (b, a) => b.Is(Open) && b.Left == 1, (_, s) => s with { Left = 2 });

    private static Spec<SpecState> ManualFaults(Spec<SpecState> spec, SpecSteps steps) => spec
        .Fault("forced closed trips", "ReportFailure",
            (b, a) => b.Mode == CircuitMode.ForcedClosed, (_, s) => steps.Trip(s, TransitionCause.ConsecutiveFailures))
        .Fault("a timed ForceOpen ends closed", "Tick",
            (b, a) => b.Mode == CircuitMode.ForcedOpen && a.At == HalfOpen,
            (_, s) => SpecSteps.Enter(s, Closed, CircuitMode.Automatic, TransitionCause.ForceExpired))
        .Fault("a timed ForceClose ends half-open", "Tick",
            (b, a) => b.Mode == CircuitMode.ForcedClosed && a.Is(Closed),
            (_, s) => SpecSteps.Enter(s, HalfOpen, CircuitMode.Automatic, TransitionCause.ForceExpired))
        .Fault("Reset keeps the position", "Reset",
            (b, a) => b.At == HalfOpen,
            (_, s) => SpecSteps.Enter(s, HalfOpen, CircuitMode.Automatic, TransitionCause.Reset))
        .Fault("Reset ends quarantine", "Reset",
            (b, a) => b.Mode == CircuitMode.Quarantined,
            (_, s) => SpecSteps.Enter(s, Closed, s.Configured, TransitionCause.Reset))
        .Fault("ForceClose is not refused", "ForceClose",
            (b, a) => b.Mode == CircuitMode.Quarantined, (_, s) => s with { Reply = CircuitReply.Recorded })
        .Fault("observed trips are silent", "Fail", (b, a) => a.Announced, (_, s) => s with { Announced = false })
        .Fault("Off counts", "Fail", (b, a) => b.Mode == CircuitMode.Off, (_, s) => s with { Run = 1 })
        .Fault("ObserveOnly opens", "Fail",
            (b, a) => a.Announced,
            (_, s) => SpecSteps.Enter(s, Open, CircuitMode.ObserveOnly, TransitionCause.ConsecutiveFailures));
}
