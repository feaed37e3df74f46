using System.Diagnostics;

namespace CretoAkka.Core.Circuits;

/// <summary>
/// One peer's circuit as a value. <see cref="Step"/> is pure: it reads no clock, sends nothing and gives the same
/// answer for the same arguments. Outstanding permits, counters and windows of outcomes live beside it.
/// </summary>
/// <remarks>
/// Closed opens after a run of failures (or a failure rate), open is half-open once its deadline passes or the peer
/// answers, half-open closes after enough successes and re-opens on any failure or at its own deadline. Each change
/// of state or mode begins a new generation, and outcomes of an earlier one change nothing. Immutable.
/// </remarks>
public sealed partial record Circuit
{
    private Circuit() { }

    /// <summary>A circuit that has seen nothing.</summary>
    /// <param name="policy">Gives the mode to start in.</param>
    /// <param name="seed">Decides the jitter of its back-off: give each circuit another.</param>
    /// <param name="now">Monotonic time, on the scale of every later call.</param>
    public static Circuit Create(CircuitPolicy policy, ulong seed = 0, TimeSpan now = default) =>
        new() { Mode = policy.Mode, Seed = seed, EnteredAt = now, GenerationBegan = now, QuietSince = now };

    /// <summary>The position.</summary>
    public CircuitState State { get; private init; }

    /// <summary>Who decides the position.</summary>
    public CircuitMode Mode { get; private init; }

    /// <summary>Grows at every change of state, mode, epoch or incarnation and at Reset.</summary>
    public long Generation { get; private init; }

    /// <summary>Why the circuit is where it is.</summary>
    public TransitionCause Cause { get; private init; }

    /// <summary>Why the circuit last opened; None once it was reset or never opened.</summary>
    public TransitionCause TripCause { get; private set; }

    /// <summary>What the last failure was.</summary>
    public FailureCause LastFailure { get; private set; }

    /// <summary>
    /// Whether the circuit is closed only because no more of the membership may be cut off. Never while it is not.
    /// </summary>
    public bool IsSuspected { get; private init; }

    /// <summary>Consecutive failures while closed.</summary>
    public FailureRuns FailureRuns { get; private init; }

    /// <summary>Probes that were admitted in this half-open generation and have no outcome yet.</summary>
    public int ProbesInFlight { get; private init; }

    /// <summary>Probes that succeeded in this half-open generation.</summary>
    public int ProbesSucceeded { get; private init; }

    /// <summary>When this state was entered.</summary>
    public TimeSpan EnteredAt { get; private init; }

    /// <summary>When time alone changes the circuit; null where it never does.</summary>
    public TimeSpan? Deadline { get; private set; }

    /// <summary>Earlier trips that lengthen the next open period, before quiet time since is taken off.</summary>
    public int BackoffExponent { get; private set; }

    private ulong Seed { get; init; }

    // Closed and without a failure since; each full open timeout of that takes one off the exponent.
    private TimeSpan QuietSince { get; init; }

    // Later than EnteredAt where an epoch or incarnation has changed since.
    private TimeSpan GenerationBegan { get; init; }

    /// <summary>Whether uses are admitted without being counted as probes.</summary>
    public bool AdmitsFreely => State == CircuitState.Closed;

    /// <summary>
    /// How long a refused caller should wait at most; null where only an operator will tell. While half-open this is
    /// the time left to half-open as a whole: who holds the permits knows the earliest deadline of a probe.
    /// </summary>
    public TimeSpan? RetryAfter(TimeSpan now) =>
        Mode == CircuitMode.Automatic && State != CircuitState.Closed && Deadline is { } at
            ? (at > now ? at - now : TimeSpan.Zero)
            : null;

    /// <summary>
    /// Applies at most one change that time alone makes. Call until it returns the same object to see each of them;
    /// <see cref="Step"/> does so by itself. A change is dated to its deadline, so it does not matter who looks when.
    /// </summary>
    public Circuit Elapse(TimeSpan now, CircuitPolicy policy)
    {
        if (Deadline is not { } at || now < at)
            return this;

        return State switch
        {
            CircuitState.HalfOpen => Open(at, policy, TransitionCause.HalfOpenExpired, grow: false, LastFailure),
            _ when Mode is CircuitMode.ForcedOpen or CircuitMode.ForcedClosed =>
                Release(at, policy, TransitionCause.ForceExpired),
            CircuitState.Open => Enter(CircuitState.HalfOpen, Mode, at, policy, TransitionCause.OpenExpired),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Applies an input as of <paramref name="now"/>, after all that time alone has changed.</summary>
    /// <param name="input">What happened.</param>
    /// <param name="now">Monotonic time, on the scale of every other call and never earlier than the last.</param>
    /// <param name="policy">The numbers in force.</param>
    public CircuitStep Step(in CircuitInput input, TimeSpan now, CircuitPolicy policy)
    {
        var circuit = this;
        while (circuit.Deadline <= now)
            circuit = circuit.Elapse(now, policy);
        return circuit.Apply(input, now, policy);
    }

    private CircuitStep Apply(in CircuitInput input, TimeSpan now, CircuitPolicy policy) => input.Kind switch
    {
        CircuitInput.What.Tick => new(this, CircuitReply.None),
        CircuitInput.What.Admit => Admit(input.Time.GetValueOrDefault(), now, policy),
        CircuitInput.What.Succeed or CircuitInput.What.Fail when input.Source == OutcomeSource.Bulk => CountBulk(input),
        CircuitInput.What.Succeed => Succeed(input, now, policy),
        CircuitInput.What.Fail => Fail(input, now, policy),
        CircuitInput.What.Ignore => Ignore(input),
        CircuitInput.What.ReportSuccess => ReportSuccess(),
        CircuitInput.What.ReportFailure => ReportFailure(input, now, policy),
        CircuitInput.What.Answer => Answer(input, now, policy),
        CircuitInput.What.Trust => new(IsSuspected ? this with { IsSuspected = false } : this, CircuitReply.Recorded),
        _ => Command(input, now, policy),
    };
}
