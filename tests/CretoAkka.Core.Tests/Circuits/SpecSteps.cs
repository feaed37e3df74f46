using CretoAkka.Core.Circuits;

namespace CretoAkka.Core.Tests.Circuits;

/// <summary>What each thing that can happen does, written from the decisions and not from the code.</summary>
internal sealed class SpecSteps(SpecNumbers numbers)
{
    public SpecState Admit(SpecState s) => s.At switch
    {
        CircuitState.Closed => Say(s, CircuitReply.Admitted),
        CircuitState.HalfOpen when s.Out < numbers.Policy.HalfOpenMaxCalls => Say(s, CircuitReply.Admitted) with
        {
            Out = s.Out + 1,
            Left = s.Left == 0 ? numbers.Bound : s.Left,
        },
        _ => Say(s, CircuitReply.Rejected),
    };

    public SpecState Succeed(SpecState s)
    {
        if (s.At == CircuitState.Closed)
            return Say(s) with { Run = 0 };
        return s.Good + 1 >= numbers.Policy.SuccessThreshold
            ? Enter(Say(s), CircuitState.Closed, CircuitMode.Automatic, TransitionCause.ProbesSucceeded)
            : Say(s) with { Out = s.Out - 1, Good = s.Good + 1 };
    }

    public SpecState Fail(SpecState s) =>
        s.At == CircuitState.Closed ? Count(s) : Trip(Say(s), TransitionCause.ProbeFailed);

    public SpecState FailOverRate(SpecState s) =>
        s.At == CircuitState.Closed ? Count(s, overRate: true) : Fail(s);

    public SpecState FailDeclined(SpecState s)
    {
        var counted = Count(s);
        return s.At == CircuitState.Closed && counted.At == CircuitState.Open
            ? Say(s) with { Run = 0, Suspected = true, Announced = true }
            : Fail(s);
    }

    public SpecState Evict(SpecState s) => s.Mode == CircuitMode.Automatic && s.At != CircuitState.Closed
        ? Enter(Say(s), CircuitState.Closed, s.Mode, TransitionCause.Evicted) with { Suspected = true }
        : Say(s);

    public SpecState DeclineQuarantine(SpecState s) =>
        Say(s, CircuitReply.Declined) with { Suspected = s.Is(CircuitState.Closed) };

    public SpecState Reconsider(SpecState s) => s.Is(CircuitState.Open)
        ? Enter(Say(s), CircuitState.HalfOpen, s.Mode, TransitionCause.LocalIsolation)
        : Say(s);

    public SpecState Trust(SpecState s) => Say(s) with { Suspected = false };

    public SpecState Ignore(SpecState s) =>
        s.At == CircuitState.HalfOpen ? Say(s) with { Out = s.Out - 1 } : Say(s);

    public SpecState ReportSuccess(SpecState s) => s.At == CircuitState.Closed ? Say(s) with { Run = 0 } : Say(s);

    public SpecState ReportFailure(SpecState s) => s.At == CircuitState.Open ? Say(s) : Fail(s);

    public SpecState ReportOldFailure(SpecState s) => s.At switch
    {
        CircuitState.Closed => Count(s),
        CircuitState.Open => Say(s),
        _ => Stale(s),
    };

    public SpecState Answer(SpecState s) => s.Is(CircuitState.Open)
        ? Enter(Say(s), CircuitState.HalfOpen, CircuitMode.Automatic, TransitionCause.PeerAnswered)
        : Say(s);

    public SpecState Stale(SpecState s) => Say(s, CircuitReply.Stale);

    public SpecState Tick(SpecState s)
    {
        var age = s.At == CircuitState.Open ? Math.Min(s.Age + 1, numbers.Timeout) : 0;
        var later = Say(s, CircuitReply.None) with { Age = age };
        return s.Left switch
        {
            0 => later,
            1 when s.At == CircuitState.HalfOpen => Trip(later, TransitionCause.HalfOpenExpired),
            1 when s.Mode == CircuitMode.Automatic =>
                Enter(later, CircuitState.HalfOpen, CircuitMode.Automatic, TransitionCause.OpenExpired),
            1 => LetGo(later, TransitionCause.ForceExpired),
            _ => later with { Left = s.Left - 1 },
        };
    }

    public SpecState ForceOpen(SpecState s, int hold) =>
        Force(s, CircuitState.Open, CircuitMode.ForcedOpen, TransitionCause.ForcedOpen, hold);

    public SpecState ForceClose(SpecState s, int hold) =>
        Force(s, CircuitState.Closed, CircuitMode.ForcedClosed, TransitionCause.ForcedClosed, hold);

    public SpecState Reset(SpecState s) => s.Mode == CircuitMode.Quarantined
        ? Say(s, CircuitReply.Refused)
        : Enter(Say(s), CircuitState.Closed, s.Configured, TransitionCause.Reset);

    public SpecState Quarantine(SpecState s) => s.Mode == CircuitMode.Quarantined
        ? Say(s)
        : Enter(Say(s), CircuitState.Open, CircuitMode.Quarantined, TransitionCause.Evidence);

    public SpecState ReleaseQuarantine(SpecState s) =>
        s.Mode == CircuitMode.Quarantined ? LetGo(Say(s), TransitionCause.QuarantineReleased) : Say(s);

    public SpecState SetMode(SpecState s, CircuitMode mode)
    {
        var told = s with { Configured = mode };
        if (s.Mode == CircuitMode.Quarantined)
            return Say(told, CircuitReply.Refused);
        return s.Mode == mode || s.Mode is CircuitMode.ForcedOpen or CircuitMode.ForcedClosed
            ? Say(told)
            : Enter(Say(told), CircuitState.Closed, mode, TransitionCause.ModeChanged);
    }

    public SpecState Renew(SpecState s) => Say(s) with { Out = 0, Good = 0, Aged = true, Renewed = true };

    public SpecState Trip(SpecState s, TransitionCause cause) =>
        Enter(s, CircuitState.Open, CircuitMode.Automatic, cause) with { Left = numbers.Timeout };

    public static SpecState Enter(SpecState s, CircuitState at, CircuitMode mode, TransitionCause cause) => s with
    {
        At = at,
        Mode = mode,
        Cause = cause,
        Suspected = false,
        Run = 0,
        Out = 0,
        Good = 0,
        Age = 0,
        Left = 0,
        Aged = true,
        Renewed = true,
    };

    private SpecState Count(SpecState s, bool overRate = false)
    {
        var run = Math.Min(s.Run + 1, numbers.Policy.FailureThreshold);
        var full = run == numbers.Policy.FailureThreshold;
        return s.Mode switch
        {
            CircuitMode.Automatic when full => Trip(Say(s), TransitionCause.ConsecutiveFailures),
            CircuitMode.Automatic when overRate => Trip(Say(s), TransitionCause.FailureRate),
            CircuitMode.ObserveOnly when full || overRate => Say(s) with { Run = 0, Announced = true },
            CircuitMode.Off => Say(s),
            _ => Say(s) with { Run = run },
        };
    }

    private static SpecState Force(SpecState s, CircuitState at, CircuitMode mode, TransitionCause cause, int hold)
    {
        if (s.Mode == CircuitMode.Quarantined)
            return Say(s, CircuitReply.Refused);
        return (s.Mode == mode ? Say(s) : Enter(Say(s), at, mode, cause)) with { Left = hold };
    }

    private static SpecState LetGo(SpecState s, TransitionCause cause)
    {
        var mustProve = s.At == CircuitState.Open && s.Configured == CircuitMode.Automatic;
        return Enter(s, mustProve ? CircuitState.HalfOpen : CircuitState.Closed, s.Configured, cause);
    }

    public static SpecState Say(SpecState s, CircuitReply reply = CircuitReply.Recorded) =>
        s.Silent() with { Reply = reply };
}
