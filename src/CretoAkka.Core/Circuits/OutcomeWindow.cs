namespace CretoAkka.Core.Circuits;

/// <summary>The second trip rule: a share of failures over a sliding window.</summary>
/// <param name="FailureRate">The share of failures, above 0 and at most 1, at which the rule trips.</param>
/// <param name="MinimumOutcomes">Fewer outcomes than this in the window never trip. At least 1.</param>
/// <param name="Capacity">The window's last outcomes by count. At least <paramref name="MinimumOutcomes"/>.</param>
/// <param name="Span">The window's length in time; null: by count alone.</param>
public sealed record FailureRateRule(double FailureRate, int MinimumOutcomes, int Capacity, TimeSpan? Span);

/// <summary>
/// The last outcomes of a closed circuit, for <see cref="FailureRateRule"/>. Mutable; used under the gate's lock.
/// </summary>
public sealed class OutcomeWindow(FailureRateRule rule)
{
    private readonly TimeSpan[] _at = new TimeSpan[rule.Capacity];
    private readonly bool[] _failed = new bool[rule.Capacity];
    private int _start;
    private int _failures;

    /// <summary>Outcomes in the window.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets everything.</summary>
    public void Clear() => (_start, _failures, Count) = (0, 0, 0);

    /// <summary>Adds <paramref name="count"/> successes; the same as adding them one by one.</summary>
    public void Succeed(long count, TimeSpan now)
    {
        for (var left = Math.Min(count, rule.Capacity); left > 0; left--)
            Add(failed: false, now);
    }

    /// <summary>Adds a failure, and says whether the rule now trips.</summary>
    public bool Fail(TimeSpan now)
    {
        Add(failed: true, now);
        return Count >= rule.MinimumOutcomes && _failures >= rule.FailureRate * Count;
    }

    private void Add(bool failed, TimeSpan now)
    {
        while (Count > 0 && (Count == rule.Capacity || now - _at[_start] > rule.Span))
            DropOldest();

        var end = (_start + Count) % rule.Capacity;
        (_at[end], _failed[end]) = (now, failed);
        Count++;
        if (failed)
            _failures++;
    }

    private void DropOldest()
    {
        if (_failed[_start])
            _failures--;
        _start = (_start + 1) % rule.Capacity;
        Count--;
    }
}
