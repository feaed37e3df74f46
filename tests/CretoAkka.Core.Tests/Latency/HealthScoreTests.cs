using CretoAkka.Core.Latency;
using CsCheck;

namespace CretoAkka.Core.Tests.Latency;

[Trait("Decision", "D16")]
public class HealthScoreTests
{
    private static readonly TimeSpan Reference = TimeSpan.FromMilliseconds(100);

    private static readonly Gen<TimeSpan> Times =
        Gen.Long[-1_000_000, 10_000_000_000].Select(ticks => new TimeSpan(ticks));

    [Fact]
    public void Nothing_known_is_the_middle() =>
        Assert.Equal(HealthScore.Unknown, HealthScore.Of(1.0, 0, null, Reference, null));

    [Fact]
    public void The_formula_holds_at_a_point_worked_by_hand() => // 0.5 x 22.5/25 + 0.3 x 1/3 + 0.2 x 1/2
        Assert.Equal(0.65, HealthScore.Of(1.0, 20, 2 * Reference, Reference, TimeSpan.FromSeconds(30)), precision: 12);

    [Fact]
    public void A_member_without_samples_is_no_favourite()
    {
        var healthy = HealthScore.Of(0.95, 100, Reference, Reference, TimeSpan.FromSeconds(1));
        var failing = HealthScore.Of(0.05, 100, Reference, Reference, TimeSpan.FromSeconds(60));
        Assert.True(failing < HealthScore.Unknown && HealthScore.Unknown < healthy);
    }

    [Fact]
    public void A_member_that_was_asked_and_never_answered_is_below_one_that_was_not_asked() =>
        Assert.True(HealthScore.Of(0, 3, null, Reference, null) < HealthScore.Unknown);

    [Fact]
    public void Who_was_asked_and_never_answered_has_nothing_for_recency() => // 0.5 x 2.5/8 + 0.3 x 1/2
        Assert.Equal(0.30625, HealthScore.Of(0, 3, null, Reference, null), precision: 12);

    [Fact]
    public void Better_is_never_lower() =>
        Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1], Gen.Long[1, 1000], Times, Times)
            .Sample((a, b, outcomes, latency, since) =>
            {
                var other = latency + TimeSpan.FromMilliseconds(5);
                double Score(double rate, TimeSpan? l, TimeSpan? s) => HealthScore.Of(rate, outcomes, l, Reference, s);
                Assert.True(Score(Math.Max(a, b), latency, since) >= Score(Math.Min(a, b), latency, since));
                Assert.True(Score(a, latency, since) >= Score(a, other, since));
                Assert.True(Score(a, latency, since) >= Score(a, latency, since + TimeSpan.FromSeconds(1)));
            });

    [Fact]
    public void Every_score_lies_from_0_to_1() =>
        Gen.Select(Gen.Double, Gen.Long, Times.Nullable(), Times, Times.Nullable())
            .Sample((rate, outcomes, latency, reference, since) =>
                Assert.InRange(HealthScore.Of(rate, outcomes, latency, reference, since), 0, 1));
}
