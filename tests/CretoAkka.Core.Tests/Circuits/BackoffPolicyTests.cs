using CretoAkka.Core.Circuits;
using CsCheck;

namespace CretoAkka.Core.Tests.Circuits;

[Trait("Decision", "D4")]
public class BackoffPolicyTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1.5)]
    [InlineData(2, 2.25)]
    [InlineData(3, 3)]
    [InlineData(1_000, 3)]
    [InlineData(int.MaxValue, 3)]
    public void A_period_grows_by_the_factor_and_stops_at_the_maximum(int exponent, double seconds) =>
        Assert.Equal(seconds, new BackoffPolicy(1.5, 3 * Second, 0).Period(Second, exponent, 0).TotalSeconds);

    [Fact]
    public void None_is_the_base_period_for_ever()
    {
        Assert.False(BackoffPolicy.None.Grows);
        Assert.Equal(Second, BackoffPolicy.None.Period(Second, int.MaxValue, 1));
        Assert.Equal(TimeSpan.MaxValue, BackoffPolicy.None.Period(TimeSpan.MaxValue, 3, 1));
    }

    [Fact]
    public void A_maximum_below_the_base_period_is_the_base_period() =>
        Assert.Equal(Second, new BackoffPolicy(2, Second / 2, 0).Period(Second, 5, 0));

    [Fact]
    public void Without_a_maximum_a_period_stops_at_the_longest_time_there_is() =>
        Assert.Equal(TimeSpan.MaxValue, new BackoffPolicy(10, TimeSpan.MaxValue, 0).Period(Second, 10_000, 0));

    [Fact]
    public void Jitter_keeps_every_period_within_its_share_and_below_the_maximum() => Gen.Select(
        Gen.Double[1, 10], Gen.Int[0, 200], Gen.Double[0, 0.999], Gen.ULong, Gen.Int[1, 100_000]).Sample(
        (factor, exponent, jitter, seed, milliseconds) =>
        {
            var basePeriod = TimeSpan.FromMilliseconds(milliseconds);
            var maximum = TimeSpan.FromMinutes(10);
            var whole = new BackoffPolicy(factor, maximum, 0).Period(basePeriod, exponent, seed);

            var period = new BackoffPolicy(factor, maximum, jitter).Period(basePeriod, exponent, seed);

            Assert.InRange(period.Ticks, (long)(whole.Ticks * (1 - jitter)), whole.Ticks);
            Assert.InRange(whole, basePeriod, maximum);
            Assert.Equal(period, new BackoffPolicy(factor, maximum, jitter).Period(basePeriod, exponent, seed));
        }, iter: 10_000);

    [Fact]
    public void Jitter_spreads_evenly_over_neighbouring_seeds()
    {
        var policy = new BackoffPolicy(1, Second, 0.5);

        var tenths = Enumerable.Range(0, 10_000)
            .Select(seed => policy.Period(Second, 0, (ulong)seed).TotalSeconds)
            .GroupBy(seconds => Math.Min(9, (int)((1 - seconds) / 0.05)))
            .Select(tenth => tenth.Count())
            .ToList();

        Assert.Equal(10, tenths.Count);
        Assert.All(tenths, count => Assert.InRange(count, 850, 1_150));
    }
}
