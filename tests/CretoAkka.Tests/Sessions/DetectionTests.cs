using CretoAkka.Core.Circuits;
using CretoAkka.Core.Latency;
using CretoAkka.Tests.Support;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Circuits.CircuitProtocol;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Tests.Sessions;

/// <summary>How soon a peer that does not answer is cut off, and which ones are not.</summary>
[Trait("Decision", "D18")]
public sealed class DetectionTests : VirtualNetworkTest
{
    private static readonly TimeSpan Least = TestSettings.Of(Peer).Session.MinTimeout;

    [Theory]
    [InlineData(0)]
    [InlineData(70)]
    [InlineData(150)]
    [InlineData(290)]
    public void A_hung_peer_is_cut_off_within_twice_the_timeout_under_load(int offset)
    {
        var (a, _) = Joined();
        Network.Pass(Ms(1000 + offset), () => a.Circuits.Send(B, 1));

        Network.Freeze("b");
        var hungAt = Network.Now;
        Network.Pass(2 * T, () => a.Circuits.Send(B, 1));

        var opened = Assert.Single(Network.LogOf<CircuitOpened>("a"));
        Assert.InRange(opened.At, hungAt + T, hungAt + 2 * T);
        Assert.Equal(FailureCause.Unacknowledged, opened.What.LastFailure);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(330)]
    [InlineData(950)]
    public void An_idle_hung_peer_is_cut_off_a_keep_alive_later_at_most(int offset)
    {
        Joined();
        Network.Pass(Ms(2000 + offset));

        Network.Freeze("b");
        var hungAt = Network.Now;
        Network.Pass(2 * T + KeepAlive);

        Assert.InRange(Assert.Single(Network.LogOf<CircuitOpened>("a")).At, hungAt + T, hungAt + 2 * T + KeepAlive);
    }

    [Theory]
    [Trait("Decision", "D9")]
    [InlineData(true)]
    [InlineData(false)]
    public void A_timeout_that_starts_at_ten_seconds_follows_the_peer_after_one_busy_or_idle(bool isBusy)
    {
        var (a, _) = Joined(Peer with { AdaptiveTimeout = AdaptiveTimeoutPolicy.Default });
        Network.Pass(Ms(1200), isBusy ? () => a.Circuits.Send(B, 1) : null);
        Assert.Equal(AdaptiveTimeoutPolicy.Default.MinTimeout, a.Circuits.GetTimeout(B));

        Network.Freeze("b");
        Network.Pass(2 * Least + KeepAlive);
        Assert.Equal(CircuitState.Open, a.Circuits.GetState(B));
    }

    [Theory]
    [InlineData(100, 0)]
    [InlineData(500, 120)]
    [InlineData(870, 40)]
    [InlineData(870, 280)]
    public void A_pause_shorter_than_the_timeout_fails_nothing(int pause, int offset)
    {
        var (a, _) = Joined();
        Network.Pass(Ms(1000 + offset), () => a.Circuits.Send(B, 1));
        for (var i = 0; i < 3; i++)
        {
            Network.Freeze("b");
            Network.Pass(Ms(pause), () => a.Circuits.Send(B, 1));
            Network.Freeze("b", false);
            Network.Pass(Ms(100), () => a.Circuits.Send(B, 1));
        }
        Assert.Equal((CircuitState.Closed, 0L), (a.Circuits.GetState(B), a.Circuits.GetStats(B).Failures));
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("b", "a")]
    public void A_cut_in_one_direction_is_a_cut(string from, string to)
    {
        var (a, b) = Joined();
        Network.Wire(from, to).Loses = static _ => true;
        Network.Pass(2 * T + KeepAlive);
        Assert.Equal(CircuitState.Open, a.Circuits.GetState(B));
        Assert.Equal(CircuitState.Closed, b.Circuits.GetState(A));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)] // a marker is among them: those before it and those after it are judged apart
    public void A_thousand_messages_lost_in_one_step_are_one_failure_and_all_arrive_in_the_end(
        bool isBusy, int most)
    {
        var (a, b) = Joined();
        Network.Pass(Ms(500));
        if (isBusy)
            a.Circuits.Send(B, -1);
        Network.Settle();
        Network.Wire("a", "b").Loses = IsData;
        for (var i = 0; i < 1000; i++)
            a.Circuits.Send(B, i);
        Network.Settle();
        Network.Wire("a", "b").Loses = static _ => false;
        Network.Pass(Ms(3000));

        Assert.Equal(CircuitState.Closed, a.Circuits.GetState(B));
        Assert.InRange(a.Circuits.GetStats(B).Failures, 1, most);
        Assert.Equal(Enumerable.Range(0, 1000), b.Received.Messages.Cast<int>().Order().SkipWhile(i => i < 0));
        Assert.Equal(0, a.Circuits.GetMessages(B).Ledger.Pending);
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(11, 1)]
    public void More_than_a_tenth_missing_is_a_failure_and_less_is_not(int lost, int failures)
    {
        var (a, _) = Joined();
        Network.Pass(Ms(500));
        a.Circuits.Send(B, -1);
        Network.Settle();
        Assert.Equal(1, Network.LogOf<Frame>("a").Count(f => f.What is { Marker: 2, Payloads.Length: 1 }));
        Network.Wire("a", "b").Loses = static m => m is Frame { Marker: 0 };
        for (var i = 0; i < 100; i++)
        {
            // What is told alone has a frame to itself; the hundred go between two markers.
            a.Circuits.Send(B, i);
            Network.Settle();
            if (i == lost - 1)
                Network.Wire("a", "b").Loses = static _ => false;
        }
        Network.Pass(Ms(2000));
        Assert.Equal(failures, a.Circuits.GetStats(B).Failures);
        Assert.Equal(101, a.Circuits.GetMessages(B).Ledger.Delivered);
    }

    [Fact]
    public void Two_of_three_markers_failed_open_the_circuit_though_no_three_fail_in_a_row()
    {
        var rule = new FailureRateRule(0.5, 20, 0, TimeSpan.FromSeconds(30));
        var (a, _) = Joined(settings: With(s => s with { FailureRate = rule }));
        var markers = 0;
        Network.Wire("a", "b").Loses = m => m is Frame frame && frame.Marker == 0 ? markers % 3 > 0 : markers++ < 0;
        Network.Pass(TimeSpan.FromSeconds(10), () => a.Circuits.Send(B, 1));

        var opened = Network.LogOf<CircuitOpened>("a")[0].What;
        Assert.Equal(TransitionCause.FailureRate, opened.Cause);
        Assert.InRange(opened.Stats.Successes + opened.Stats.Failures, 20, 22);
    }

    [Fact]
    public void What_the_session_and_what_calls_see_are_counted_apart()
    {
        var (a, _) = Joined();
        a.Circuits.RecordFailure(B);
        a.Circuits.RecordFailure(B);
        Network.Pass(Ms(3000)); // markers succeed meanwhile
        Assert.Equal(2, a.Circuits.GetStats(B).ConsecutiveFailures);

        Network.Freeze("b");
        Network.PassUntil(() => a.Circuits.GetStats(B).Failures == 4, Ms(4000)); // two of each
        Assert.Equal(CircuitState.Closed, a.Circuits.GetState(B));
        a.Circuits.RecordFailure(B);
        Assert.Equal(CircuitState.Open, a.Circuits.GetState(B));
    }
}
