using System.Diagnostics;

namespace CretoAkka.Core.Circuits;

/// <content>Entering states, and what operators do.</content>
public sealed partial record Circuit
{
    private CircuitStep Command(in CircuitInput input, TimeSpan now, CircuitPolicy policy)
    {
        if (input.Kind == CircuitInput.What.Renew)
            return new(Renew(), CircuitReply.Recorded);
        if (input.Kind == CircuitInput.What.Quarantine)
            return new(Quarantine(now), CircuitReply.Recorded);
        if (Mode == CircuitMode.Quarantined)
            return input.Kind == CircuitInput.What.ReleaseQuarantine
                ? new(Release(now, policy, TransitionCause.QuarantineReleased), CircuitReply.Recorded)
                : new(this, CircuitReply.Refused);

        return new(Obey(input, now, policy), CircuitReply.Recorded);
    }

    private Circuit Obey(in CircuitInput input, TimeSpan now, CircuitPolicy policy) => input.Kind switch
    {
        CircuitInput.What.ForceOpen =>
            Force(CircuitState.Open, CircuitMode.ForcedOpen, TransitionCause.ForcedOpen, input.Time, now),
        CircuitInput.What.ForceClose =>
            Force(CircuitState.Closed, CircuitMode.ForcedClosed, TransitionCause.ForcedClosed, input.Time, now),
        CircuitInput.What.Reset => Reset(now, policy),
        CircuitInput.What.SetMode => SetMode(input.Mode, now),
        CircuitInput.What.ReleaseQuarantine => this,
        _ => throw new UnreachableException(),
    };

    private Circuit Force(CircuitState state, CircuitMode mode, TransitionCause cause, TimeSpan? duration, TimeSpan now)
    {
        var forced = Enter(state, mode, now, cause);
        return forced with
        {
            Deadline = duration is { } d ? now + d : null,
            TripCause = state == CircuitState.Open ? cause : TripCause,
        };
    }

    private Circuit Reset(TimeSpan now, CircuitPolicy policy) => new()
    {
        Seed = Seed,
        Mode = policy.Mode,
        Generation = Generation + 1,
        Cause = TransitionCause.Reset,
        EnteredAt = now,
        QuietSince = now,
    };

    // A forced or open circuit keeps what holds it; the new mode applies when that ends.
    private Circuit SetMode(CircuitMode mode, TimeSpan now)
    {
        if (mode == Mode || Mode is CircuitMode.ForcedOpen or CircuitMode.ForcedClosed)
            return this;
        return mode == CircuitMode.Automatic
            ? Enter(State, mode, now, TransitionCause.ModeChanged)
            : Enter(CircuitState.Closed, mode, now, TransitionCause.ModeChanged);
    }

    private Circuit Quarantine(TimeSpan now) => Mode == CircuitMode.Quarantined
        ? this
        : Enter(CircuitState.Open, CircuitMode.Quarantined, now, TransitionCause.Evidence) with
        {
            TripCause = TransitionCause.Evidence,
        };

    // Failures, trips and a half-open deadline survive: a peer must not launder them by restarting.
    private Circuit Renew() => this with { Generation = Generation + 1, ProbesInFlight = 0, ProbesSucceeded = 0 };

    private Circuit Release(TimeSpan at, CircuitPolicy policy, TransitionCause cause) =>
        Enter(State == CircuitState.Open && policy.Mode == CircuitMode.Automatic
            ? CircuitState.HalfOpen
            : CircuitState.Closed, policy.Mode, at, cause);

    private Circuit Open(TimeSpan now, CircuitPolicy policy, TransitionCause cause, bool grow)
    {
        var period = policy.Backoff.Period(policy.OpenTimeout, BackoffExponent, Seed ^ (ulong)Generation);
        return Enter(CircuitState.Open, Mode, now, cause) with
        {
            TripCause = cause,
            Deadline = now + period,
            BackoffExponent = grow && policy.Backoff.Grows ? BackoffExponent + 1 : BackoffExponent,
        };
    }

    private Circuit Close(TimeSpan now) => Enter(CircuitState.Closed, Mode, now, TransitionCause.ProbesSucceeded);

    private Circuit Enter(CircuitState state, CircuitMode mode, TimeSpan now, TransitionCause cause) => this with
    {
        State = state,
        Mode = mode,
        Generation = Generation + 1,
        Cause = cause,
        FailureRuns = default,
        ProbesInFlight = 0,
        ProbesSucceeded = 0,
        EnteredAt = now,
        QuietSince = now,
        Deadline = null,
    };

    private int ExponentAt(TimeSpan now, CircuitPolicy policy) => BackoffExponent == 0
        ? 0
        : (int)Math.Max(0, BackoffExponent - (now - QuietSince).Ticks / policy.OpenTimeout.Ticks);
}
