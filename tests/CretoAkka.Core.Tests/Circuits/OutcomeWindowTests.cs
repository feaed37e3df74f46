using CretoAkka.Core.Circuits;

namespace CretoAkka.Core.Tests.Circuits;

[Trait("Decision", "D7")]
public class OutcomeWindowTests
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(32);

    private static OutcomeWindow ByCount(double rate = 0.5, int minimum = 20, int capacity = 100) =>
        new(new FailureRateRule(rate, minimum, capacity, Span: null));

    private static OutcomeWindow ByTime(double rate = 0.5, int minimum = 20) =>
        new(new FailureRateRule(rate, minimum, minimum, Span));

    private static bool Fails(OutcomeWindow window, int times, TimeSpan now = default)
    {
        var trips = false;
        for (var i = 0; i < times; i++)
            trips = window.Fail(now);
        return trips;
    }

    [Fact]
    public void Fewer_outcomes_than_the_minimum_never_trip()
    {
        var window = ByCount();

        Assert.False(Fails(window, 19));
        Assert.True(window.Fail(default));
    }

    [Fact]
    public void A_window_of_time_has_room_for_the_minimum_and_a_quarter_more_however_far_apart_outcomes_come()
    {
        var window = ByTime();
        window.Spacing = Span / 10;
        var failed = 0;
        while (!window.Fail(window.Spacing * ++failed) && failed < 100)
            Assert.True(window.Count <= 26);

        Assert.Equal(20, failed);
        Assert.Equal(20, window.Count);
    }

    [Fact]
    public void Where_outcomes_come_often_enough_their_spacing_changes_nothing()
    {
        var (plain, spaced) = (ByTime(), ByTime());
        spaced.Spacing = Span / 25;
        for (var at = TimeSpan.Zero; at < 3 * Span; at += Span / 25)
        {
            Assert.Equal(plain.Fail(at), spaced.Fail(at));
            Assert.Equal(plain.Count, spaced.Count);
        }
    }

    [Theory]
    [InlineData(0.5, 50, 50)]
    [InlineData(0.07, 7, 93)]
    [InlineData(0.1, 10, 90)]
    [InlineData(0.29, 29, 71)]
    [InlineData(1.0, 100, 0)]
    public void The_rate_trips_at_exactly_its_share(double rate, int failures, int successes)
    {
        var window = ByCount(rate, minimum: 100);
        window.Succeed(successes, default);

        Assert.True(Fails(window, failures));

        window.Clear();
        window.Succeed(successes + 1, default);
        Assert.False(Fails(window, failures - 1));
    }

    [Fact]
    public void The_last_outcomes_push_the_first_ones_out()
    {
        var window = ByCount();
        Fails(window, 19);
        window.Succeed(100, default);

        Assert.Equal((100, 0), (window.Count, window.Failures));
        Assert.False(Fails(window, 49));
        Assert.True(window.Fail(default));
    }

    [Fact]
    public void An_outcome_leaves_with_its_slice_of_time_before_it_is_a_whole_span_old()
    {
        var window = ByTime();
        Fails(window, 19);

        Assert.False(window.Fail(Span));

        window.Clear();
        Fails(window, 19);
        Assert.True(window.Fail(Span - TimeSpan.FromTicks(1)));
    }

    [Fact]
    public void The_session_rule_trips_at_half_of_twenty_in_thirty_seconds()
    {
        var window = new OutcomeWindow(new FailureRateRule(0.5, 20, 20, TimeSpan.FromSeconds(30)));
        var now = TimeSpan.FromHours(1);
        var trips = false;

        for (var i = 0; i < 20; i++)
        {
            Assert.False(trips);
            now += TimeSpan.FromSeconds(1);
            if (i % 2 == 0)
                window.Succeed(1, now);
            else
                trips = window.Fail(now);
        }

        Assert.True(trips);
    }

    [Fact]
    public void A_time_earlier_than_the_last_counts_as_the_last()
    {
        var window = ByTime(minimum: 2);
        window.Fail(TimeSpan.FromSeconds(100));

        Assert.True(window.Fail(TimeSpan.FromSeconds(10)));
        Assert.Equal((2, 2), (window.Count, window.Failures));
    }

    [Fact]
    public void More_successes_than_a_slice_can_count_still_hold_the_rate_down()
    {
        var window = ByTime(minimum: 1);

        window.Succeed(long.MaxValue, default);
        window.Succeed(long.MaxValue, default);

        Assert.Equal(uint.MaxValue, window.Count);
        Assert.False(window.Fail(default));
    }

    [Fact]
    public void A_window_is_small()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var window = ByTime();
        Fails(window, 1_000);
        var session = GC.GetAllocatedBytesForCurrentThread() - before;

        before = GC.GetAllocatedBytesForCurrentThread();
        window = ByCount();
        Fails(window, 1_000);
        var calls = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(session, 1, 500);
        Assert.InRange(calls, 1, 250);
    }
}
