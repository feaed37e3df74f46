namespace CretoAkka.Core.Circuits;

/// <summary>The second trip rule: a share of failures over a sliding window of time or of count.</summary>
/// <param name="FailureRate">The share of failures, above 0 and at most 1, at which the rule trips.</param>
/// <param name="MinimumOutcomes">Fewer outcomes than this in the window never trip. At least 1.</param>
/// <param name="Capacity">
/// Without a <paramref name="Span"/>, the window is the last so many outcomes: at least
/// <paramref name="MinimumOutcomes"/>.
/// </param>
/// <param name="Span">The window's length in time; null: by count.</param>
public sealed record FailureRateRule(double FailureRate, int MinimumOutcomes, int Capacity, TimeSpan? Span);

/// <summary>
/// The last outcomes of a closed circuit, for <see cref="FailureRateRule"/>. Mutable; used under the gate's lock.
/// </summary>
/// <remarks>
/// Every peer may have one, so it is small: a bit per outcome by count, 256 bytes by time. A window of time is kept in
/// 32 slices and an outcome leaves with its slice, up to one slice before it is a whole span old.
/// </remarks>
public sealed class OutcomeWindow(FailureRateRule rule)
{
    private readonly OutcomeSlices? _byTime = rule.Span is { } span ? new OutcomeSlices(span) : null;
    private readonly OutcomeBits? _byCount = rule.Span is null ? new OutcomeBits(rule.Capacity) : null;
    private TimeSpan _seen;
    private TimeSpan _time;

    /// <summary>
    /// How far apart outcomes come at least. Where a window of time would so hold fewer than
    /// <see cref="FailureRateRule.MinimumOutcomes"/> and a quarter more, it is as much longer: otherwise the rule could
    /// never trip. Zero at first. A change holds for time that passes from then on.
    /// </summary>
    public TimeSpan Spacing { get; set; }

    /// <summary>Outcomes in the window when something was last added.</summary>
    public long Count => _byTime?.Count ?? _byCount!.Count;

    /// <summary>Failures among them.</summary>
    public long Failures => _byTime?.Failures ?? _byCount!.Failures;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _byTime?.Clear();
        _byCount?.Clear();
    }

    /// <summary>Adds <paramref name="count"/> successes; the same as adding them one by one.</summary>
    /// <param name="count">How many; none changes nothing.</param>
    /// <param name="now">Monotonic time.</param>
    public void Succeed(long count, TimeSpan now)
    {
        _byTime?.Succeed(count, Paced(now));
        _byCount?.Succeed(count);
    }

    /// <summary>Adds a failure, and says whether the rule now trips.</summary>
    /// <param name="now">Monotonic time.</param>
    public bool Fail(TimeSpan now)
    {
        var trips = WouldTrip(now);
        _byTime?.Fail(Paced(now));
        _byCount?.Fail();
        return trips;
    }

    /// <summary>Whether <see cref="Fail"/> would say so: for a caller that may have to judge again.</summary>
    /// <param name="now">Monotonic time.</param>
    public bool WouldTrip(TimeSpan now)
    {
        var (count, failures) = _byTime?.WithFailure(Paced(now)) ?? _byCount!.WithFailure();

        // Not rate * count: 0.07 * 100 is more than 7.
        return count >= rule.MinimumOutcomes && (double)failures / count >= rule.FailureRate;
    }

    // A window that is longer is one whose time runs slower.
    private TimeSpan Paced(TimeSpan now)
    {
        if (now <= _seen)
            return _time;
        var needed = Spacing * (rule.MinimumOutcomes * 1.25);
        _time += needed > rule.Span ? (now - _seen) * (rule.Span.Value / needed) : now - _seen;
        _seen = now;
        return _time;
    }
}
