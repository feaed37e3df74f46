using CretoAkka.Core.Circuits;

namespace CretoAkka.Core.Tests.Circuits;

/// <summary>A window that keeps a list of everything and counts it each time.</summary>
internal sealed class OutcomeWindowModel(FailureRateRule rule)
{
    private readonly List<(long Slice, bool Failed)> _outcomes = [];

    public (int Count, int Failures) Counts => (_outcomes.Count, _outcomes.Count(outcome => outcome.Failed));

    public void Succeed(TimeSpan now) => Add(failed: false, now);

    public bool Fail(TimeSpan now)
    {
        Add(failed: true, now);
        var (count, failures) = Counts;
        return count >= rule.MinimumOutcomes && (decimal)failures >= (decimal)rule.FailureRate * count;
    }

    public void Clear() => _outcomes.Clear();

    private void Add(bool failed, TimeSpan now)
    {
        var slice = rule.Span is { } span ? now.Ticks / (span.Ticks / 32) : 0;
        _outcomes.Add((slice, failed));
        if (rule.Span is null && _outcomes.Count > rule.Capacity)
            _outcomes.RemoveAt(0);
        if (rule.Span is not null)
            _outcomes.RemoveAll(outcome => outcome.Slice <= slice - 32);
    }
}
