using CretoAkka.Core.Latency;
using CretoAkka.Tests.Support;

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

        Pass(TimeSpan.FromMilliseconds(550), Node2);
        Assert.Equal(0, Circuits.GetStats(Node2).Timeouts);
        Pass(TimeSpan.FromMilliseconds(60), Node2);
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
        Pass(TimeSpan.FromMilliseconds(100), Node2);
        Assert.Equal(0, Circuits.GetLatencyStats(Node2).Samples);
    }

    private void Answer(int times, TimeSpan latency)
    {
        for (var i = 0; i < times; i++)
            Circuits.RecordSuccess(Node2, latency);
        Pass(TimeSpan.FromMilliseconds(20), Node2);
    }
}
