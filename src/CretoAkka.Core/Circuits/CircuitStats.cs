namespace CretoAkka.Core.Circuits;

/// <summary>What a circuit has seen since it was made, and where it is now. Immutable.</summary>
public readonly record struct CircuitStats
{
    /// <summary>The position.</summary>
    public CircuitState State { get; init; }

    /// <summary>Who decides the position.</summary>
    public CircuitMode Mode { get; init; }

    /// <summary>The generation of the position.</summary>
    public long Generation { get; init; }

    /// <summary>Why the circuit is where it is.</summary>
    public TransitionCause Cause { get; init; }

    /// <summary>Whether the circuit is closed only because no more of the membership may be cut off.</summary>
    public bool IsSuspected { get; init; }

    /// <summary>Outcomes that were successes.</summary>
    public long Successes { get; init; }

    /// <summary>Outcomes that were failures, timeouts among them.</summary>
    public long Failures { get; init; }

    /// <summary>Failures that were passed deadlines.</summary>
    public long Timeouts { get; init; }

    /// <summary>Outcomes that say nothing about the peer.</summary>
    public long Neutral { get; init; }

    /// <summary>Outcomes whose generation had passed.</summary>
    public long Stale { get; init; }

    /// <summary>Uses that were refused.</summary>
    public long Rejected { get; init; }

    /// <summary>Entries to open.</summary>
    public long Trips { get; init; }

    /// <summary>The longest run of consecutive failures now.</summary>
    public int ConsecutiveFailures { get; init; }

    /// <summary>Probes without an outcome yet.</summary>
    public int ProbesInFlight { get; init; }

    /// <summary>Probes that succeeded since the circuit is half-open.</summary>
    public int ProbesSucceeded { get; init; }

    /// <summary>
    /// How long until time alone changes the circuit: open, or forced for a time, or half-open since its first probe;
    /// null where it never does.
    /// </summary>
    public TimeSpan? ChangesIn { get; init; }

    /// <summary>Since when the circuit is where it is, as a length.</summary>
    public TimeSpan TimeInState { get; init; }

    /// <summary>How long until an open circuit is half-open; null where no time is set.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Successes among successes and failures, from 0 to 1; 1 without data.</summary>
    public double SuccessRate => Successes + Failures == 0 ? 1 : (double)Successes / (Successes + Failures);

    /// <summary>Failures among successes and failures, from 0 to 1; 0 without data.</summary>
    public double FailureRate => Successes + Failures == 0 ? 0 : (double)Failures / (Successes + Failures);
}
