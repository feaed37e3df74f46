using CretoAkka.Core.Circuits;

namespace CretoAkka.Core.Tests.Circuits;

public class CircuitStatsTests
{
    [Fact]
    public void Without_data_everything_has_succeeded_and_nothing_failed() =>
        Assert.Equal((1.0, 0.0), (default(CircuitStats).SuccessRate, default(CircuitStats).FailureRate));

    [Fact]
    public void Rates_are_shares_of_successes_and_failures_alone()
    {
        var stats = new CircuitStats { Successes = 3, Failures = 1, Neutral = 10, Rejected = 10, Stale = 10 };

        Assert.Equal((0.75, 0.25), (stats.SuccessRate, stats.FailureRate));
    }

    [Fact]
    public void States_have_the_numbers_that_the_metric_shows() => Assert.Equal(
        [(CircuitState.Closed, 0), (CircuitState.Open, 1), (CircuitState.HalfOpen, 2)],
        Enum.GetValues<CircuitState>().Select(state => (state, (int)state)));
}
