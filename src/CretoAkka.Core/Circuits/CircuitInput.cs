namespace CretoAkka.Core.Circuits;

/// <summary>Everything that can happen to a circuit. Made by the factory methods only.</summary>
public readonly record struct CircuitInput
{
    internal enum What
    {
        Tick, Admit, Succeed, Fail, Ignore, ReportSuccess, ReportFailure, Answer,
        ForceOpen, ForceClose, Reset, SetMode, Quarantine, ReleaseQuarantine, Renew,
        Evict, Trust, Reconsider,
    }

    internal What Kind { get; private init; }
    internal long Generation { get; private init; }
    internal OutcomeSource Source { get; private init; }
    internal FailureCause Cause { get; private init; }
    internal bool RateExceeded { get; private init; }
    internal bool IsDeclined { get; private init; }
    internal CircuitMode Mode { get; private init; }

    /// <summary>The timeout in force, when what was reported started, or how long a forced mode lasts.</summary>
    internal TimeSpan? Time { get; private init; }

    /// <summary>Time passed and nothing else happened.</summary>
    public static readonly CircuitInput Tick;

    /// <summary>A caller asks to use the peer.</summary>
    /// <param name="timeoutInForce">How long this use may take: bounds how long half-open may last.</param>
    public static CircuitInput Admit(TimeSpan timeoutInForce) =>
        new() { Kind = What.Admit, Time = timeoutInForce };

    /// <summary>One or more admitted uses succeeded; a closed circuit does not tell one from many.</summary>
    public static CircuitInput Succeed(long generation, OutcomeSource source = OutcomeSource.Calls) =>
        new() { Kind = What.Succeed, Generation = generation, Source = source };

    /// <summary>An admitted use failed.</summary>
    /// <param name="generation">The generation of its permit.</param>
    /// <param name="cause">What the failure was.</param>
    /// <param name="source">Whose run of failures it extends.</param>
    /// <param name="rateExceeded">Whether the window of outcomes, this one included, is past its bound.</param>
    public static CircuitInput Fail(
        long generation,
        FailureCause cause = FailureCause.Unspecified,
        OutcomeSource source = OutcomeSource.Calls,
        bool rateExceeded = false) =>
        new()
        {
            Kind = What.Fail,
            Generation = generation,
            Cause = cause,
            Source = source,
            RateExceeded = rateExceeded,
        };

    /// <summary>An admitted use ended without saying anything about the peer.</summary>
    public static CircuitInput Ignore(long generation) => new() { Kind = What.Ignore, Generation = generation };

    /// <summary>The application saw the peer succeed, without a permit.</summary>
    public static CircuitInput ReportSuccess() => new() { Kind = What.ReportSuccess };

    /// <summary>The application saw the peer fail, without a permit.</summary>
    /// <param name="startedAt">When what failed was started, on the circuit's time scale; null: now.</param>
    /// <param name="rateExceeded">Whether the window of outcomes, this one included, is past its bound.</param>
    /// <param name="cause">What the failure was.</param>
    public static CircuitInput ReportFailure(
        TimeSpan? startedAt = null,
        bool rateExceeded = false,
        FailureCause cause = FailureCause.Reported) =>
        new()
        {
            Kind = What.ReportFailure,
            Time = startedAt,
            Cause = cause,
            RateExceeded = rateExceeded,
        };

    /// <summary>The peer answered a ping that was sent in <paramref name="generation"/>.</summary>
    public static CircuitInput Answer(long generation) => new() { Kind = What.Answer, Generation = generation };

    /// <summary>An operator holds the circuit open, for a time or until released.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> is not longer than zero.</exception>
    public static CircuitInput ForceOpen(TimeSpan? duration = null) =>
        new() { Kind = What.ForceOpen, Time = Positive(duration) };

    /// <summary>An operator holds the circuit closed, for a time or until released.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> is not longer than zero.</exception>
    public static CircuitInput ForceClose(TimeSpan? duration = null) =>
        new() { Kind = What.ForceClose, Time = Positive(duration) };

    /// <summary>An operator starts the circuit anew, and releases a forced mode.</summary>
    public static CircuitInput Reset() => new() { Kind = What.Reset };

    /// <summary>The configured mode changed to Automatic, ObserveOnly or Off, and the policy with it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The mode is not one that is configured.</exception>
    public static CircuitInput SetMode(CircuitMode mode) =>
        mode is CircuitMode.Automatic or CircuitMode.ObserveOnly or CircuitMode.Off
            ? new() { Kind = What.SetMode, Mode = mode }
            : throw new ArgumentOutOfRangeException(nameof(mode), mode, "Not a mode that can be configured.");

    /// <summary>The peer is proven faulty.</summary>
    public static CircuitInput Quarantine() => new() { Kind = What.Quarantine };

    /// <summary>An operator lets a quarantined peer prove itself again.</summary>
    public static CircuitInput ReleaseQuarantine() => new() { Kind = What.ReleaseQuarantine };

    /// <summary>The membership's epoch or the peer's incarnation changed: permits given so far are stale.</summary>
    public static CircuitInput Renew() => new() { Kind = What.Renew };

    /// <summary>
    /// The same failure, force or quarantine of a closed circuit, but it may not open: no more of the membership may be
    /// cut off.
    /// </summary>
    public CircuitInput Declined() => this with { IsDeclined = true };

    /// <summary>The same failure, given that the window of outcomes, this one included, is past its bound.</summary>
    public CircuitInput WithRateExceeded() => this with { RateExceeded = true };

    /// <summary>The peer gives way to a worse one: a circuit that opened by itself closes, suspected.</summary>
    public static CircuitInput Evict() => new() { Kind = What.Evict };

    /// <summary>The peer has done well again: it is suspected no more.</summary>
    public static CircuitInput Trust() => new() { Kind = What.Trust };

    /// <summary>The failures that opened the circuit were ours: the peer may prove itself at once.</summary>
    public static CircuitInput Reconsider() => new() { Kind = What.Reconsider };

    private static TimeSpan? Positive(TimeSpan? duration) => duration <= TimeSpan.Zero
        ? throw new ArgumentOutOfRangeException(nameof(duration), duration, "A forced mode lasts longer than zero.")
        : duration;
}
