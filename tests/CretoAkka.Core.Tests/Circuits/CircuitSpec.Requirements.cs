using CretoAkka.Core.Circuits;
using CsCheck;
using static CretoAkka.Core.Circuits.CircuitState;

namespace CretoAkka.Core.Tests.Circuits;

internal static partial class CircuitSpec
{
    private static Spec<SpecState> Require(Spec<SpecState> spec, SpecNumbers numbers) =>
        Budget(Operators(Reports(Trips(Times(Permits(spec, numbers), numbers), numbers)), numbers), numbers);

    private static Spec<SpecState> Permits(Spec<SpecState> spec, SpecNumbers numbers) => spec
        .Invariant("D1-BOUND", "No more probes are in flight than half-open-max-calls.",
            s => s.Out >= 0 && s.Out <= numbers.Policy.HalfOpenMaxCalls)
        .Rule("D1-ROOM", "A probe that ended makes room for the next.", "Admit",
            (b, a) => b.At == HalfOpen && b.Out < numbers.Policy.HalfOpenMaxCalls,
            (b, a) => a.Reply == CircuitReply.Admitted && a.Out == b.Out + 1)
        .Reachable("D1-CLOSES", "Enough probes can succeed, however few may be in flight.",
            s => s.Is(Closed) && s.Cause == TransitionCause.ProbesSucceeded)
        .Rule("D2-STALE", "An outcome whose generation has passed changes nothing.", "Late",
            (b, a) => a.Same(b) && a.Reply == CircuitReply.Stale)
        .Rule("D2-UNPERMITTED", "Nor does one that nobody can hold a permit for.", "Unpermitted",
            (b, a) => a.Same(b) && a.Reply == CircuitReply.Stale)
        .Rule("D2-GENERATION", "A generation begins at every change of state or mode.",
            (b, a) => a.At != b.At || a.Mode != b.Mode,
            (b, a) => a.Renewed)
        .Rule("D3-NEUTRAL", "Neutral returns the permit and changes nothing else.", "Ignore",
            (b, a) => a.Same(b.At == HalfOpen ? b with { Out = b.Out - 1 } : b));

    private static Spec<SpecState> Times(Spec<SpecState> spec, SpecNumbers numbers) => spec
        .Response("D4-TIMEOUT", "Open becomes half-open within the timeout, without traffic.",
            (b, a) => a.Is(Open) && !b.Is(Open), (b, a) => !a.Is(Open), numbers.Timeout, null, "Tick")
        .Never("D4-EARLY", "Time alone does not end it earlier.", "Tick",
            (b, a) => b.Is(Open) && a.At == HalfOpen && b.Age + 1 < numbers.Timeout)
        .Rule("D4-REJECTION", "A rejection does not move that moment.", "Admit",
            (b, a) => b.At == Open, (b, a) => a.Same(b) && a.Reply == CircuitReply.Rejected)
        .Rule("D4-ANSWER", "An answered ping takes it earlier, a forced one not.", "Answer",
            (b, a) => b.At == Open, (b, a) => a.At == (b.Mode == CircuitMode.Automatic ? HalfOpen : Open))
        .Rule("D5-FAILURE", "A failed probe re-opens for a full period.", "Fail",
            (b, a) => b.At == HalfOpen, (b, a) => a.Is(Open) && a.Left == numbers.Timeout)
        .Response("D5-ENDS", "Half-open ends within its bound of its first probe.",
            (b, a) => a.At == HalfOpen && a.Left > 0 && (b.At != HalfOpen || b.Left == 0),
            (b, a) => a.At != HalfOpen, numbers.Bound, null, "Tick")
        .Rule("D5-FIRST", "A later probe does not move the deadline.", "Admit",
            (b, a) => b.At == HalfOpen && b.Left > 0, (b, a) => a.Left == b.Left)
        .Never("D5-IDLE", "Without a probe half-open has no end.", "Tick",
            (b, a) => b.At == HalfOpen && b.Left == 0 && a.At != HalfOpen);

    private static Spec<SpecState> Trips(Spec<SpecState> spec, SpecNumbers numbers) => spec
        .Rule("D7-TRIPS", "As many failures in a row as the threshold open the circuit.", "Fail",
            (b, a) => b.Is(Closed) && b.Run + 1 == numbers.Policy.FailureThreshold,
            (b, a) => a.Is(Open) && a.Cause == TransitionCause.ConsecutiveFailures)
        .Never("D7-EARLY", "Fewer do not.", "Fail",
            (b, a) => b.Is(Closed) && b.Run + 1 < numbers.Policy.FailureThreshold && a.At != Closed)
        .Rule("D7-RATE", "A failure rate past its bound opens, however short the run.", "FailOverRate",
            (b, a) => b.Is(Closed), (b, a) => a.Is(Open))
        .Rule("D7-RUN", "A success ends the run.", "Succeed", (b, a) => b.At == Closed, (b, a) => a.Run == 0)
        .Never("D7-SUCCESS", "A success never opens.", "Succeed", (b, a) => a.At == Open)
        .Never("D7-CLOCK", "Nor does the clock open what is closed.", "Tick", (b, a) => b.At == Closed && a.At == Open);

    private static Spec<SpecState> Reports(Spec<SpecState> spec) => spec
        .Never("D8-SUCCESS", "A reported success never closes by itself.", "ReportSuccess", (b, a) => a.At != b.At)
        .Rule("D8-OLD", "In half-open a failure of something older is stale.", "ReportOldFailure",
            (b, a) => b.At == HalfOpen, (b, a) => a.Same(b) && a.Reply == CircuitReply.Stale)
        .Rule("D8-FRESH", "One of something started in this generation re-opens.", "ReportFailure",
            (b, a) => b.At == HalfOpen, (b, a) => a.Is(Open))
        .Rule("D8-OPEN", "In open it is only counted.", "ReportFailure",
            (b, a) => b.At == Open, (b, a) => a.Same(b) && a.Reply == CircuitReply.Recorded);

    private static Spec<SpecState> Budget(Spec<SpecState> spec, SpecNumbers numbers) => spec
        .Invariant("D13-CLOSED", "Only what is closed by itself is suspected.", s => !s.Suspected || s.Is(Closed))
        .Never("D13-DECLINED", "A failure that may not open does not.", "FailDeclined",
            (b, a) => b.At == Closed && a.At != Closed)
        .Rule("D13-SUSPECTED", "Instead the peer is suspected, the trip announced, and counting starts anew.",
            "FailDeclined", (b, a) => b.Is(Closed) && b.Run + 1 == numbers.Policy.FailureThreshold,
            (b, a) => a.Suspected && a.Announced && a.Run == 0)
        .Rule("D13-FORCE", "An operator who may not cut off the peer changes nothing.", "DeclineForce",
            (b, a) => a.Same(b) && a.Reply == CircuitReply.Declined)
        .Rule("D13-EVIDENCE", "Evidence that may not cut off the peer is suspicion.", "DeclineQuarantine",
            (b, a) => a.At == Closed && a.Mode == b.Mode && a.Suspected == b.Is(Closed))
        .Rule("D13-EVICTED", "Whoever gives way is closed and suspected.", "Evict",
            (b, a) => b.Mode == CircuitMode.Automatic && b.At != Closed, (b, a) => a.Is(Closed) && a.Suspected)
        .Rule("D13-KEPT", "What an operator or evidence cut off does not give way.", "Evict",
            (b, a) => b.Mode is CircuitMode.ForcedOpen or CircuitMode.Quarantined, (b, a) => a.Same(b))
        .Rule("D13-RECONSIDER", "What opened while we were cut off ourselves may prove itself at once.", "Reconsider",
            (b, a) => b.At == Open, (b, a) => a.At == (b.Mode == CircuitMode.Automatic ? HalfOpen : Open))
        .Rule("D13-TRUST", "Trust ends suspicion and nothing else.", "Trust",
            (b, a) => a.Same(b with { Suspected = false }));

    private static Spec<SpecState> Operators(Spec<SpecState> spec, SpecNumbers numbers) => spec
        .Invariant("D10-POSITION", "Each mode but Automatic has one position.", s => s.Mode switch
        {
            CircuitMode.Automatic => true,
            CircuitMode.ForcedOpen or CircuitMode.Quarantined => s.At == Open,
            _ => s.At == Closed,
        })
        .Rule("D10-HOLDS", "Neither traffic nor reports end a forced mode.", (b, a) =>
            b.Mode is not (CircuitMode.ForcedOpen or CircuitMode.ForcedClosed) || a.Mode == b.Mode
            || a.Cause is TransitionCause.ForceExpired or TransitionCause.ForcedOpen or TransitionCause.ForcedClosed
                or TransitionCause.Reset or TransitionCause.Evidence)
        .Rule("D10-TIMED-OPEN", "A timed ForceOpen ends in half-open.", "Tick",
            (b, a) => b.Mode == CircuitMode.ForcedOpen && b.Configured == CircuitMode.Automatic && a.Mode != b.Mode,
            (b, a) => a.Is(HalfOpen))
        .Rule("D10-TIMED-CLOSE", "A timed ForceClose ends in closed.", "Tick",
            (b, a) => b.Mode == CircuitMode.ForcedClosed && a.Mode != b.Mode, (b, a) => a.Is(Closed, b.Configured))
        .Rule("D10-RESET", "Reset returns to closed and releases a forced mode.", "Reset",
            (b, a) => b.Mode != CircuitMode.Quarantined, (b, a) => a.Is(Closed, b.Configured) && a.Run == 0)
        .Rule("D10-QUARANTINE", "Quarantine ends only when it is released.",
            (b, a) => b.Mode != CircuitMode.Quarantined || a.Mode == CircuitMode.Quarantined
                || a.Cause == TransitionCause.QuarantineReleased)
        .Rule("D10-REFUSED", "ForceClose is refused there.", "ForceClose",
            (b, a) => b.Mode == CircuitMode.Quarantined, (b, a) => a.Reply == CircuitReply.Refused)
        .Rule("D10-OBSERVE", "ObserveOnly announces the trip that would have been.", "Fail",
            (b, a) => b.Mode == CircuitMode.ObserveOnly,
            (b, a) => a.Announced == (b.Run + 1 == numbers.Policy.FailureThreshold))
        .Rule("D10-OFF", "Off counts nothing.", "Fail", (b, a) => b.Mode == CircuitMode.Off, (b, a) => a.Same(b));
}
