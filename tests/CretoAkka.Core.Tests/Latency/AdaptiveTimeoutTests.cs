using CretoAkka.Core.Latency;

namespace CretoAkka.Core.Tests.Latency;

[Trait("Decision", "D9")]
public class AdaptiveTimeoutTests
{
    private static readonly AdaptiveTimeoutPolicy Policy = AdaptiveTimeoutPolicy.Default;

    [Theory]
    [InlineData(9, 150, 10_000)] // too few samples: the base timeout
    [InlineData(10, 150, 300)] // the percentile doubled
    [InlineData(10, 1, 100)] // never below the minimum
    [InlineData(10, 20_000, 30_000)] // never above the maximum
    public void The_timeout_follows_the_samples_within_bounds(int count, int latency, int timeout)
    {
        var window = new LatencyWindow(Policy.MaxSamples);
        for (var i = 0; i < count; i++)
            window.Record(Ms(latency));
        Assert.Equal(Ms(timeout), AdaptiveTimeout.Of(window, Policy));
    }

    [Fact]
    public void A_huge_multiplier_ends_at_the_maximum()
    {
        var window = new LatencyWindow(10);
        for (var i = 0; i < 10; i++)
            window.Record(Ms(1000));
        Assert.Equal(Policy.MaxTimeout, AdaptiveTimeout.Of(window, Policy with { Multiplier = 1e300 }));
    }

    [Theory]
    [InlineData(199, 199)]
    [InlineData(200, 200)]
    [InlineData(201, 200)]
    public void A_sample_counts_for_at_most_twice_the_timeout_in_force(int sample, int clipped) =>
        Assert.Equal(Ms(clipped), AdaptiveTimeout.Clip(Ms(sample), timeoutInForce: Ms(100)));

    [Fact]
    public void An_endless_timeout_clips_nothing() =>
        Assert.Equal(Ms(5), AdaptiveTimeout.Clip(Ms(5), TimeSpan.MaxValue));

    [Theory]
    [InlineData(30_000, 100, 10_000)] // the base timeout is always allowed
    [InlineData(30_000, 3_000, 12_000)] // four times the median
    [InlineData(11_000, 3_000, 11_000)]
    [InlineData(30_000, 0, 10_000)]
    public void No_timeout_exceeds_the_base_or_four_times_the_median(int timeout, int median, int capped) =>
        Assert.Equal(Ms(capped), AdaptiveTimeout.Cap(Ms(timeout), Policy, Ms(median)));

    [Fact]
    public void The_median_is_the_shorter_of_two_middles()
    {
        Assert.Equal(Ms(2), AdaptiveTimeout.MedianOf([Ms(9), Ms(1), Ms(2)]));
        Assert.Equal(Ms(2), AdaptiveTimeout.MedianOf([Ms(9), Ms(1), Ms(3), Ms(2)]));
        Assert.Equal(TimeSpan.Zero, AdaptiveTimeout.MedianOf([]));
    }

    [Fact]
    public void Asking_for_the_median_leaves_the_timeouts_in_their_order()
    {
        TimeSpan[] timeouts = [Ms(3), Ms(1), Ms(2)];
        AdaptiveTimeout.MedianOf(timeouts);
        Assert.Equal([Ms(3), Ms(1), Ms(2)], timeouts);
    }

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
