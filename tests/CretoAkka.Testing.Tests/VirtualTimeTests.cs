namespace CretoAkka.Testing.Tests;

public sealed class VirtualTimeTests : CircuitsTest
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void It_begins_at_the_same_moment_in_every_run_and_moves_with_the_systems_scheduler()
    {
        Assert.Equal(VirtualTime.Start, Virtual.Time.GetUtcNow());
        var from = Virtual.Time.GetTimestamp();

        Virtual.Pass(Minute);

        Assert.Equal(VirtualTime.Start + Minute, Virtual.Time.GetUtcNow());
        Assert.Equal(Minute, Virtual.Time.GetElapsedTime(from));
    }

    [Fact]
    public void A_deadline_over_it_passes_when_its_time_has()
    {
        using var deadline = new CancellationTokenSource(Minute, Virtual.Time);
        Virtual.Pass(Minute - TimeSpan.FromMilliseconds(1));
        Assert.False(deadline.IsCancellationRequested);

        Virtual.Pass(TimeSpan.FromMilliseconds(1));

        Assert.True(deadline.IsCancellationRequested);
    }

    [Fact]
    public void A_timer_elapses_each_period_until_it_is_changed_or_disposed_of()
    {
        var elapsed = 0;
        var timer = Virtual.Time.CreateTimer(_ => elapsed++, null, Minute, Minute / 2);
        Virtual.Pass(2 * Minute);
        Assert.Equal(3, elapsed);

        timer.Change(Minute, Timeout.InfiniteTimeSpan);
        Virtual.Pass(3 * Minute);
        Assert.Equal(4, elapsed);

        timer.Change(Minute, Minute);
        timer.Dispose();
        Virtual.Pass(2 * Minute);
        Assert.Equal(4, elapsed);
        Assert.False(timer.Change(Minute, Minute));
    }

    [Fact]
    public void A_clock_that_follows_no_system_stands_still_and_makes_no_timers()
    {
        var time = new VirtualTime();
        Assert.Equal(VirtualTime.Start, time.GetUtcNow());
        Assert.Throws<InvalidOperationException>(
            () => time.CreateTimer(_ => { }, null, Minute, Timeout.InfiniteTimeSpan));
    }
}
