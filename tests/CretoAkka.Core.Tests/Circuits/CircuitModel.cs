using CretoAkka.Core.Circuits;

namespace CretoAkka.Core.Tests.Circuits;

/// <summary>
/// A second circuit, as dumb as can be: mutable, with one variable for each thing to remember, and with time that
/// passes event by event. It agrees with the real one after every step or one of them is wrong.
/// </summary>
internal sealed partial class CircuitModel
{
    public CircuitState State;
    public CircuitMode Mode;
    public long Generation;
    public TransitionCause Cause;
    public TransitionCause TripCause;
    public FailureCause LastFailure;
    public bool Suspected;
    public int CallFailures;
    public int SessionFailures;
    public int ProbesOut;
    public int ProbesGood;
    public int Trips;
    public TimeSpan Entered;
    public TimeSpan? Deadline;
    private TimeSpan _began;
    private TimeSpan _quietFrom;

    public CircuitModel(CircuitPolicy policy, TimeSpan now)
    {
        Mode = policy.Mode;
        Entered = _began = _quietFrom = now;
    }

    public (CircuitReply Reply, TransitionCause Observed) Happen(HistoryEvent e, CircuitPolicy policy)
    {
        PassTime(e.At, policy);
        switch (e.What)
        {
            case Happening.Tick:
                return (CircuitReply.None, default);
            case Happening.Admit:
                return (Admit(e, policy), default);
            case Happening.Succeed or Happening.Fail or Happening.Ignore:
                return Outcome(e, policy);
            case Happening.ReportSuccess:
                if (State == CircuitState.Closed)
                    CallFailures = 0;
                return (CircuitReply.Recorded, default);
            case Happening.ReportFailure:
                return ReportedFailure(e, policy);
            case Happening.Answer:
                return (Answer(e), default);
            default:
                return (Obey(e, policy), default);
        }
    }

    private CircuitReply Admit(HistoryEvent e, CircuitPolicy policy)
    {
        if (State == CircuitState.Open)
            return CircuitReply.Rejected;
        if (State == CircuitState.Closed)
            return CircuitReply.Admitted;
        if (ProbesOut == policy.HalfOpenMaxCalls)
            return CircuitReply.Rejected;
        ProbesOut++;
        if (Deadline == null)
        {
            var all = TimeSpan.Zero;
            for (var i = 0; i < policy.SuccessThreshold; i++)
                all += e.Time!.Value;
            Deadline = e.At + (all > policy.OpenTimeout ? all : policy.OpenTimeout);
        }
        return CircuitReply.Admitted;
    }

    private (CircuitReply, TransitionCause) Outcome(HistoryEvent e, CircuitPolicy policy)
    {
        if (e.Generation != Generation || State == CircuitState.Open)
            return (CircuitReply.Stale, default);
        if (State == CircuitState.HalfOpen)
            return (ProbeEnded(e, policy), default);
        if (e.What == Happening.Fail)
            return CountFailure(e, policy);
        if (e.What == Happening.Succeed && e.Source == OutcomeSource.Calls)
            CallFailures = 0;
        if (e.What == Happening.Succeed && e.Source == OutcomeSource.Session)
            SessionFailures = 0;
        return (CircuitReply.Recorded, default);
    }

    private CircuitReply ProbeEnded(HistoryEvent e, CircuitPolicy policy)
    {
        if (ProbesOut == 0)
            return CircuitReply.Stale;
        ProbesOut--;
        if (e.What == Happening.Succeed)
            ProbesGood++;
        if (ProbesGood == policy.SuccessThreshold)
            Move(CircuitState.Closed, CircuitMode.Automatic, TransitionCause.ProbesSucceeded, e.At);
        if (e.What == Happening.Fail)
        {
            LastFailure = e.Cause;
            Trip(TransitionCause.ProbeFailed, e.At, policy);
        }
        return CircuitReply.Recorded;
    }

    private (CircuitReply, TransitionCause) ReportedFailure(HistoryEvent e, CircuitPolicy policy)
    {
        if (State == CircuitState.Closed)
            return CountFailure(e with { Source = OutcomeSource.Calls }, policy);
        if (State == CircuitState.HalfOpen && e.Time < _began)
            return (CircuitReply.Stale, default);
        if (State == CircuitState.HalfOpen)
        {
            LastFailure = e.Cause;
            Trip(TransitionCause.ProbeFailed, e.At, policy);
        }
        return (CircuitReply.Recorded, default);
    }

    private CircuitReply Answer(HistoryEvent e)
    {
        if (e.Generation != Generation)
            return CircuitReply.Stale;
        if (State == CircuitState.Open && Mode == CircuitMode.Automatic)
            Move(CircuitState.HalfOpen, CircuitMode.Automatic, TransitionCause.PeerAnswered, e.At);
        return CircuitReply.Recorded;
    }
}
