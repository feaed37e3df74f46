using Akka.TestKit;
using CretoAkka.Calls;
using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support;

namespace CretoAkka.Tests.Calls;

/// <summary>Ticks come every 100 ms; a pause is a gap of more than 250.</summary>
[Trait("Decision", "D20")]
public class PauseSpec : CircuitTestKit
{
    private static readonly PeerId Node2 = "node-2";

    [Fact]
    public void A_tick_that_comes_250_ms_late_is_no_pause()
    {
        Assert.True(Circuits.TryAcquire(Node2, out _));
        Pass(TimeSpan.FromMilliseconds(800));
        StandStill(TimeSpan.FromMilliseconds(250));
        Assert.Equal((1L, 0L), (Circuits.GetStats(Node2).Timeouts, Circuits.GetStats(Node2).Neutral));
    }

    [Fact]
    public void A_longer_gap_gives_each_permit_back_as_neutral()
    {
        Assert.True(Circuits.TryAcquire(Node2, out _));
        Pass(TimeSpan.FromMilliseconds(800));
        StandStill(TimeSpan.FromMilliseconds(251));
        Assert.Equal((0L, 1L), (Circuits.GetStats(Node2).Timeouts, Circuits.GetStats(Node2).Neutral));
    }

    [Fact]
    public void What_becomes_of_a_use_after_a_pause_says_nothing_of_the_peer()
    {
        Assert.True(Circuits.TryAcquire(Node2, out var permit));
        Assert.True(Circuits.TryAcquire(Node2, out _));
        Pass(TimeSpan.FromMilliseconds(200));
        StandStill(TimeSpan.FromSeconds(20));

        Assert.Equal(CompletionReply.Stale, Circuits.Complete(permit, Outcome.Failure));
        Pass(TimeSpan.FromSeconds(3));
        var stats = Circuits.GetStats(Node2);
        Assert.Equal((0L, 2L), (stats.Failures, stats.Neutral));
    }

    [Fact]
    public async Task After_a_pause_a_call_has_its_whole_time_again_and_no_more()
    {
        var call = Circuits.ExecuteAsync(Node2, _ => new TaskCompletionSource<int>().Task).AsTask();
        Pass(TimeSpan.FromMilliseconds(800));
        StandStill(TimeSpan.FromSeconds(2));
        Pass(TestSettings.RequestTimeout - TimeSpan.FromMilliseconds(1));
        Assert.False(call.IsCompleted);

        Pass(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAsync<CircuitTimeoutException>(() => call);
        Assert.Equal(0, Circuits.GetStats(Node2).Failures);
    }

    [Fact]
    public void A_probe_does_not_reopen_the_circuit_because_the_process_stood_still()
    {
        Fail(Node2, 3);
        Pass(TestSettings.OpenTimeout);
        Assert.True(Circuits.TryAcquire(Node2, out _));
        StandStill(TimeSpan.FromSeconds(2));

        var stats = Circuits.GetStats(Node2);
        Assert.Equal((CircuitState.HalfOpen, 0, 3L), (stats.State, stats.ProbesInFlight, stats.Failures));
    }

    private void StandStill(TimeSpan span)
    {
        ((TestScheduler)Sys.Scheduler).Advance(span);
        Settle();
    }
}

/// <summary>Ticks come every 500 ms: a gap of one is none.</summary>
[Trait("Decision", "D20")]
public class SlowTicksSpec() : CircuitTestKit(
    TestSettings.Peer with { RequestTimeout = TimeSpan.FromSeconds(5) })
{
    private static readonly PeerId Node2 = "node-2";

    [Fact]
    public void Ticks_that_are_far_apart_are_no_pause()
    {
        Assert.True(Circuits.TryAcquire(Node2, out _));
        Pass(TimeSpan.FromSeconds(5.5));
        Assert.Equal((1L, 0L), (Circuits.GetStats(Node2).Timeouts, Circuits.GetStats(Node2).Neutral));
    }
}
