using Akka.Actor;
using CretoAkka.Calls;
using CretoAkka.Core.Latency;
using CretoAkka.Latency;
using CretoAkka.Tests.Support;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Latency;

public class AdaptiveTimeoutSpec() : CircuitTestKit(TestSettings.Peer with
{
    AdaptiveTimeout = new AdaptiveTimeoutPolicy { BaseTimeout = TimeSpan.FromSeconds(2) },
})
{
    private static readonly PeerId Node2 = "node-2";

    [Fact]
    [Trait("Decision", "D9")]
    public void The_timeout_follows_the_latency_once_there_are_enough_samples()
    {
        Answer(9, TimeSpan.FromMilliseconds(300));
        Assert.Equal(TimeSpan.FromSeconds(2), Circuits.GetLatencyStats(Node2).Timeout);

        Answer(1, TimeSpan.FromMilliseconds(300));
        var latency = Circuits.GetLatencyStats(Node2);
        Assert.Equal((TimeSpan.FromMilliseconds(600), 10), (latency.Timeout, latency.Samples));
        Assert.Equal(TimeSpan.FromMilliseconds(300), latency.P99);
    }

    [Fact]
    [Trait("Decision", "D9")]
    public void A_call_that_was_cut_off_enters_at_its_deadline_and_no_deadline_in_flight_moves()
    {
        Answer(10, TimeSpan.FromMilliseconds(300));
        Assert.True(Circuits.TryAcquire(Node2, out _));
        Answer(100, TimeSpan.FromMilliseconds(100));
        Assert.Equal(TimeSpan.FromMilliseconds(200), Circuits.GetLatencyStats(Node2).Timeout);

        Pass(TimeSpan.FromMilliseconds(550));
        Assert.Equal(0, Circuits.GetStats(Node2).Timeouts);
        Pass(TimeSpan.FromMilliseconds(60));
        Assert.Equal(1, Circuits.GetStats(Node2).Timeouts);

        // It took 600 ms; a sample counts for twice the timeout in force at most, which is 200 ms now.
        Assert.Equal(TimeSpan.FromMilliseconds((99 * 100 + 400) / 100.0), Circuits.GetLatencyStats(Node2).Mean);
    }

    [Fact]
    [Trait("Decision", "D6")]
    public void A_refusal_is_no_sample()
    {
        Circuits.ForceOpen(Node2);
        Circuits.TryAcquire(Node2, out _);
        Pass(TimeSpan.FromMilliseconds(100));
        Assert.Equal(0, Circuits.GetLatencyStats(Node2).Samples);
    }

    [Fact]
    [Trait("Decision", "D3")]
    public void A_neutral_end_is_no_sample()
    {
        foreach (var (outcome, samples) in new[] { (Outcome.Neutral, 0), (Outcome.Success, 1) })
        {
            Assert.True(Circuits.TryAcquire(Node2, out var permit));
            Pass(TimeSpan.FromMilliseconds(100));
            Circuits.Complete(permit, outcome);
            Pass(TimeSpan.FromMilliseconds(20));
            Assert.Equal(samples, Circuits.GetLatencyStats(Node2).Samples);
        }
    }

    [Fact]
    [Trait("Decision", "D9")]
    public async Task A_call_goes_by_the_adaptive_timeout_and_not_by_the_request_timeout()
    {
        var call = Circuits.ExecuteAsync(Node2, _ => new TaskCompletionSource<int>().Task).AsTask();
        Pass(TestSettings.RequestTimeout * 1.5);
        Assert.False(call.IsCompleted);
        Pass(TestSettings.RequestTimeout);
        Assert.Equal(
            TimeSpan.FromSeconds(2), (await Assert.ThrowsAsync<CircuitTimeoutException>(() => call)).Timeout);
    }

    [Fact]
    [Trait("Decision", "D9")]
    public void An_answer_that_is_no_outcome_any_more_is_a_sample_all_the_same()
    {
        Assert.True(Circuits.TryAcquire(Node2, out var permit));
        Fail(Node2, 3);
        Pass(TimeSpan.FromMilliseconds(100));
        Assert.Equal(CompletionReply.Stale, Circuits.Complete(permit, Outcome.Success));
        Pass(TimeSpan.FromMilliseconds(20));
        var latency = Circuits.GetLatencyStats(Node2);
        Assert.Equal((1, TimeSpan.FromMilliseconds(100)), (latency.Samples, latency.P50));
    }

    [Fact]
    [Trait("Decision", "D9")]
    public void A_new_process_keeps_the_timeout_until_it_has_enough_samples_of_its_own()
    {
        Answer(10, TimeSpan.FromMilliseconds(300));
        for (var i = 0; i < 10; i++)
            Circuits.RecordSuccess(Node2, TimeSpan.FromMilliseconds(100)); // of the process before, and not yet read
        Sys.ActorSelection("/user/creto/latency").Tell(new LatencyActor.Begin(Node2));
        Settle();

        Answer(9, TimeSpan.FromMilliseconds(100));
        Assert.Equal(TimeSpan.FromMilliseconds(600), Circuits.GetTimeout(Node2));
        Answer(1, TimeSpan.FromMilliseconds(100));
        Assert.Equal(TimeSpan.FromMilliseconds(200), Circuits.GetTimeout(Node2));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Decision", "D9")]
    public void A_latency_that_is_told_moves_the_timeout_as_one_that_is_recorded(bool told)
    {
        for (var i = 0; i < 10; i++)
            if (told)
                Circuits.Supervisor.Tell(new RecordLatency(Node2, TimeSpan.FromMilliseconds(300)), ActorRefs.NoSender);
            else
                Circuits.RecordLatency(Node2, TimeSpan.FromMilliseconds(300));
        Settle();
        Pass(TimeSpan.FromMilliseconds(20));

        var asked = CreateTestProbe();
        Circuits.Supervisor.Tell(new GetLatencyStats(Node2), asked);
        var (ms300, ms600) = (TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(600));
        Assert.Equal(new LatencyStats(10, ms300, ms300, ms300, ms600), asked.ExpectMsg<Latencies>().Stats);
        Assert.Equal(0, Circuits.GetStats(Node2).Successes);
    }

    [Fact]
    [Trait("Decision", "D9")]
    public void One_peers_failures_leave_the_others_timeouts_where_they_were()
    {
        Answer(10, TimeSpan.FromMilliseconds(300));
        for (var i = 0; i < TestSettings.Peer.Circuit.FailureThreshold; i++)
        {
            Assert.True(Circuits.TryAcquire("failing", out var permit));
            Circuits.Complete(permit, Outcome.Failure);
        }
        Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromMilliseconds(600), Circuits.GetTimeout(Node2));
    }

    private void Answer(int times, TimeSpan latency)
    {
        for (var i = 0; i < times; i++)
            Circuits.RecordSuccess(Node2, latency);
        Pass(TimeSpan.FromMilliseconds(20));
    }
}
