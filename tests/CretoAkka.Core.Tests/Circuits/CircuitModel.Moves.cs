using CretoAkka.Core.Circuits;

namespace CretoAkka.Core.Tests.Circuits;

internal sealed partial class CircuitModel
{
    // Deadlines and quiet periods one after the other, in the order in which they pass.
    private void PassTime(TimeSpan now, CircuitPolicy policy)
    {
        while (true)
        {
            var quiet = State == CircuitState.Closed && Trips > 0 ? _quietFrom + policy.OpenTimeout : TimeSpan.MaxValue;
            var deadline = Deadline ?? TimeSpan.MaxValue;
            if (quiet > now && deadline > now)
                return;
            if (quiet <= deadline)
            {
                Trips--;
                _quietFrom = quiet;
            }
            else
                Expire(deadline, policy);
        }
    }

    private void Expire(TimeSpan at, CircuitPolicy policy)
    {
        if (State == CircuitState.HalfOpen)
        {
            // Nothing failed: the trips stay as many, and the period as long.
            var trips = Trips;
            Trips = trips > 0 ? trips - 1 : 0;
            Trip(TransitionCause.HalfOpenExpired, at, policy);
            Trips = trips;
        }
        else if (Mode == CircuitMode.Automatic)
            Move(CircuitState.HalfOpen, CircuitMode.Automatic, TransitionCause.OpenExpired, at);
        else
            LetGo(TransitionCause.ForceExpired, at, policy);
    }

    private (CircuitReply, TransitionCause) CountFailure(HistoryEvent e, CircuitPolicy policy)
    {
        if (Mode == CircuitMode.Off)
            return (CircuitReply.Recorded, default);

        LastFailure = e.Cause;
        _quietFrom = e.At;
        var run = e.Source == OutcomeSource.Calls ? ++CallFailures : ++SessionFailures;
        var verdict = TransitionCause.None;
        if (e.OverRate)
            verdict = TransitionCause.FailureRate;
        if (run >= policy.FailureThreshold)
            verdict = TransitionCause.ConsecutiveFailures;

        var declined = e.Declined && Mode == CircuitMode.Automatic;
        if (verdict != TransitionCause.None && declined)
            Suspected = true;
        else if (verdict != TransitionCause.None && Mode == CircuitMode.Automatic)
            Trip(verdict, e.At, policy);
        if (verdict == TransitionCause.None || !declined && Mode != CircuitMode.ObserveOnly)
            return (CircuitReply.Recorded, default);
        CallFailures = SessionFailures = 0;
        return (CircuitReply.Recorded, verdict);
    }

    private CircuitReply Obey(HistoryEvent e, CircuitPolicy policy)
    {
        if (e.What == Happening.Renew)
        {
            Generation++;
            _began = e.At;
            ProbesOut = ProbesGood = 0;
            return CircuitReply.Recorded;
        }
        if (e.What == Happening.Trust)
            Suspected = false;
        if (e.What == Happening.Evict && Mode == CircuitMode.Automatic && State != CircuitState.Closed)
        {
            Move(CircuitState.Closed, Mode, TransitionCause.Evicted, e.At);
            Suspected = true;
        }
        if (e.What == Happening.Reconsider && Mode == CircuitMode.Automatic && State == CircuitState.Open)
            Move(CircuitState.HalfOpen, Mode, TransitionCause.LocalIsolation, e.At);
        if (e.What is Happening.Trust or Happening.Evict or Happening.Reconsider)
            return CircuitReply.Recorded;
        if (e.Declined)
        {
            if (e.What == Happening.Quarantine && State == CircuitState.Closed && Mode == CircuitMode.Automatic)
                Suspected = true;
            return CircuitReply.Declined;
        }
        if (Mode == CircuitMode.Quarantined && e.What is not (Happening.Quarantine or Happening.ReleaseQuarantine))
            return CircuitReply.Refused;

        if (e.What == Happening.ForceOpen)
            Force(CircuitState.Open, CircuitMode.ForcedOpen, TransitionCause.ForcedOpen, e);
        if (e.What == Happening.ForceClose)
            Force(CircuitState.Closed, CircuitMode.ForcedClosed, TransitionCause.ForcedClosed, e);
        if (e.What == Happening.Quarantine && Mode != CircuitMode.Quarantined)
            Move(CircuitState.Open, CircuitMode.Quarantined, TransitionCause.Evidence, e.At);
        if (e.What == Happening.ReleaseQuarantine && Mode == CircuitMode.Quarantined)
            LetGo(TransitionCause.QuarantineReleased, e.At, policy);
        if (e.What == Happening.SetMode && Mode != e.Mode
            && Mode is not (CircuitMode.ForcedOpen or CircuitMode.ForcedClosed))
            Move(CircuitState.Closed, e.Mode, TransitionCause.ModeChanged, e.At);
        if (e.What == Happening.Reset)
        {
            Move(CircuitState.Closed, policy.Mode, TransitionCause.Reset, e.At);
            Trips = 0;
            TripCause = TransitionCause.None;
            LastFailure = FailureCause.Unspecified;
        }
        return CircuitReply.Recorded;
    }

    private void Force(CircuitState state, CircuitMode mode, TransitionCause cause, HistoryEvent e)
    {
        if (Mode != mode)
            Move(state, mode, cause, e.At);
        Deadline = e.Time == null ? null : e.At + e.Time;
    }

    private void LetGo(TransitionCause cause, TimeSpan at, CircuitPolicy policy)
    {
        if (State == CircuitState.Open && policy.Mode == CircuitMode.Automatic)
            Move(CircuitState.HalfOpen, policy.Mode, cause, at);
        else
            Move(CircuitState.Closed, policy.Mode, cause, at);
    }

    private void Trip(TransitionCause cause, TimeSpan at, CircuitPolicy policy)
    {
        Move(CircuitState.Open, Mode, cause, at);
        var period = policy.OpenTimeout;
        for (var i = 0; i < Trips && period < policy.Backoff.Maximum; i++)
            period *= policy.Backoff.Factor;
        Deadline = at + (period > policy.Backoff.Maximum ? policy.Backoff.Maximum : period);
        if (policy.Backoff.Factor > 1)
            Trips++;
    }

    private void Move(CircuitState state, CircuitMode mode, TransitionCause cause, TimeSpan at)
    {
        State = state;
        Mode = mode;
        Cause = cause;
        Suspected = false;
        if (state == CircuitState.Open)
            TripCause = cause;
        Generation++;
        CallFailures = SessionFailures = ProbesOut = ProbesGood = 0;
        Entered = _began = _quietFrom = at;
        Deadline = null;
    }
}
