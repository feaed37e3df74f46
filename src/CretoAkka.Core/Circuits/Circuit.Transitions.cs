using System.Diagnostics;

namespace CretoAkka.Core.Circuits;

/// <content>Entering states, and what operators do.</content>
public sealed partial record Circuit
{
    private CircuitStep Command(in CircuitInput input, TimeSpan now, CircuitPolicy policy)
    {
        if (input.Kind == CircuitInput.What.Renew)
            return new(Renew(now), CircuitReply.Recorded);
        if (input.IsDeclined)
            return new(Decline(input), CircuitReply.Declined);
        if (input.Kind == CircuitInput.What.Quarantine)
            return new(Quarantine(now, policy), CircuitReply.Recorded);
        if (input.Kind is CircuitInput.What.Evict or CircuitInput.What.Reconsider)
            return new(Mode == CircuitMode.Automatic ? LetIn(input, now, policy) : this, CircuitReply.Recorded);
        if (Mode == CircuitMode.Quarantined)
            return input.Kind == CircuitInput.What.ReleaseQuarantine
                ? new(Release(now, policy, TransitionCause.QuarantineReleased), CircuitReply.Recorded)
                : new(this, CircuitReply.Refused);

        return new(Obey(input, now, policy), CircuitReply.Recorded);
    }

    // Evidence stays suspicion where it cannot be quarantine.
    private Circuit Decline(in CircuitInput input) =>
        input.Kind == CircuitInput.What.Quarantine && State == CircuitState.Closed && Mode == CircuitMode.Automatic
            ? this with { IsSuspected = true }
            : this;

    private Circuit LetIn(in CircuitInput input, TimeSpan now, CircuitPolicy policy) => (input.Kind, State) switch
    {
        (_, CircuitState.Closed) => this,
        (CircuitInput.What.Evict, _) =>
            Enter(CircuitState.Closed, Mode, now, policy, TransitionCause.Evicted) with { IsSuspected = true },
        (_, CircuitState.Open) => Enter(CircuitState.HalfOpen, Mode, now, policy, TransitionCause.LocalIsolation),
        _ => this,
    };

    private Circuit Obey(in CircuitInput input, TimeSpan now, CircuitPolicy policy) => input.Kind switch
    {
        CircuitInput.What.ForceOpen or CircuitInput.What.ForceClose => Force(input, now, policy),
        CircuitInput.What.Reset => Reset(now, policy),
        CircuitInput.What.SetMode => SetMode(input.Mode, now, policy),
        CircuitInput.What.ReleaseQuarantine => this,
        _ => throw new UnreachableException(),
    };

    private Circuit Force(in CircuitInput input, TimeSpan now, CircuitPolicy policy)
    {
        var opens = input.Kind == CircuitInput.What.ForceOpen;
        var mode = opens ? CircuitMode.ForcedOpen : CircuitMode.ForcedClosed;
        TimeSpan? end = input.Time is { } duration ? Later(now, duration) : null;
        if (mode == Mode) // forcing again only moves the end
            return end == Deadline ? this : this with { Deadline = end };

        var forced = opens
            ? Enter(CircuitState.Open, mode, now, policy, TransitionCause.ForcedOpen) with
            {
                TripCause = TransitionCause.ForcedOpen,
            }
            : Enter(CircuitState.Closed, mode, now, policy, TransitionCause.ForcedClosed);
        return forced with { Deadline = end };
    }

    private Circuit Reset(TimeSpan now, CircuitPolicy policy) => new()
    {
        Seed = Seed,
        Mode = policy.Mode,
        Generation = Generation + 1,
        Cause = TransitionCause.Reset,
        EnteredAt = now,
        QuietSince = now,
        GenerationBegan = now,
    };

    // A forced circuit keeps what holds it, and takes the policy's mode when that ends. In the modes that admit
    // everything there is nothing but closed.
    private Circuit SetMode(CircuitMode mode, TimeSpan now, CircuitPolicy policy)
    {
        if (mode == Mode || Mode is CircuitMode.ForcedOpen or CircuitMode.ForcedClosed)
            return this;
        return mode == CircuitMode.Automatic
            ? Enter(State, mode, now, policy, TransitionCause.ModeChanged)
            : Enter(CircuitState.Closed, mode, now, policy, TransitionCause.ModeChanged);
    }

    private Circuit Quarantine(TimeSpan now, CircuitPolicy policy) => Mode == CircuitMode.Quarantined
        ? this
        : Enter(CircuitState.Open, CircuitMode.Quarantined, now, policy, TransitionCause.Evidence) with
        {
            TripCause = TransitionCause.Evidence,
        };

    // Failures, trips and a half-open deadline survive: a peer must not launder them by restarting.
    private Circuit Renew(TimeSpan now) => this with
    {
        Generation = Generation + 1,
        GenerationBegan = now,
        ProbesInFlight = 0,
        ProbesSucceeded = 0,
    };

    /// <summary>
    /// The circuit of a peer that has left and is back: failures, back-off and suspicion are what they were, so that
    /// leaving does not launder them, and if it was open by itself it is open for as long as it would have been. What
    /// an operator forced is over. Nothing changes if this circuit has opened, or is held by somebody, meanwhile.
    /// </summary>
    /// <param name="before">The circuit it left with.</param>
    /// <param name="now">As in <see cref="Step"/>.</param>
    /// <param name="policy">The numbers in force.</param>
    /// <param name="mayOpen">Whether it may be cut off again; otherwise it is suspected instead.</param>
    public Circuit Recall(Circuit before, TimeSpan now, CircuitPolicy policy, bool mayOpen)
    {
        if (this is not { State: CircuitState.Closed, Mode: CircuitMode.Automatic })
            return this;
        var wasOpen = before is { Mode: CircuitMode.Automatic, State: not CircuitState.Closed };
        var remembered = this with
        {
            FailureRuns = before.FailureRuns,
            LastFailure = before.LastFailure,
            TripCause = before.TripCause,
            BackoffExponent = before.BackoffExponent,
            QuietSince = before.QuietSince,
            IsSuspected = before.IsSuspected || (wasOpen && !mayOpen),
        };
        return !wasOpen || !mayOpen ? remembered
            : remembered.Enter(CircuitState.Open, Mode, now, policy, TransitionCause.Recalled) with
            {
                BackoffExponent = before.BackoffExponent,
                Deadline = before.State == CircuitState.Open ? before.Deadline : now,
            };
    }

    private Circuit Release(TimeSpan at, CircuitPolicy policy, TransitionCause cause) =>
        Enter(State == CircuitState.Open && policy.Mode == CircuitMode.Automatic
            ? CircuitState.HalfOpen
            : CircuitState.Closed, policy.Mode, at, policy, cause);

    // What is entered is written on, since nobody has seen it yet: a transition makes one object and not two.
    private Circuit Open(TimeSpan now, CircuitPolicy policy, TransitionCause cause, bool grow, FailureCause failure)
    {
        var opened = Enter(CircuitState.Open, Mode, now, policy, cause);
        var exponent = opened.BackoffExponent;
        var period = policy.Backoff.Period(
            policy.OpenTimeout,
            grow ? exponent : Math.Max(0, exponent - 1), // not grown: as long as the last
            Seed ^ (ulong)Generation);
        opened.TripCause = cause;
        opened.LastFailure = failure;
        opened.Deadline = Later(now, period);
        opened.BackoffExponent = grow && policy.Backoff.Grows ? exponent + 1 : exponent;
        return opened;
    }

    private Circuit Close(TimeSpan now, CircuitPolicy policy) =>
        Enter(CircuitState.Closed, Mode, now, policy, TransitionCause.ProbesSucceeded);

    private Circuit Enter(
        CircuitState state,
        CircuitMode mode,
        TimeSpan now,
        CircuitPolicy policy,
        TransitionCause cause) => this with
    {
        State = state,
        Mode = mode,
        Generation = Generation + 1,
        Cause = cause,
        IsSuspected = false,
        FailureRuns = default,
        ProbesInFlight = 0,
        ProbesSucceeded = 0,
        EnteredAt = now,
        GenerationBegan = now,
        BackoffExponent = ExponentAt(now, policy),
        QuietSince = now,
        Deadline = null,
    };

    private int ExponentAt(TimeSpan now, CircuitPolicy policy) => State != CircuitState.Closed || BackoffExponent == 0
        ? BackoffExponent
        : (int)Math.Max(0, BackoffExponent - (now - QuietSince).Ticks / policy.OpenTimeout.Ticks);

    // Periods come from settings and may be as long as a TimeSpan can be: sums and products stop there.
    private static TimeSpan Later(TimeSpan at, TimeSpan by) =>
        at > TimeSpan.MaxValue - by ? TimeSpan.MaxValue : at + by;

    private static TimeSpan Times(TimeSpan time, int count) =>
        time.Ticks > long.MaxValue / count ? TimeSpan.MaxValue : TimeSpan.FromTicks(time.Ticks * count);

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
