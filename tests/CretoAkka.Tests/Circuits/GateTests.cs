using CretoAkka.Calls;
using CretoAkka.Circuits;
using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support;

namespace CretoAkka.Tests.Circuits;

public class GateTests
{
    private static readonly TimeSpan Timeout = TestSettings.RequestTimeout;

    [Fact]
    [Trait("Decision", "D6")]
    public void A_probe_that_came_back_no_longer_decides_retry_after_though_the_clock_moved_while_it_was_admitted()
    {
        var time = new ManualTime(perReading: TimeSpan.FromMicroseconds(1));
        var gate = HalfOpen(time);
        var first = gate.Now;
        Assert.True(gate.TryAdmit(first, Timeout, out var gone));
        time.Advance(Timeout / 2);
        Assert.True(gate.TryAdmit(gate.Now, Timeout, out _));
        gate.Complete(gone, Outcome.Neutral, default, first + Timeout);

        Assert.True(gate.TryAdmit(gate.Now, Timeout, out _));
        var refusing = gate.Admit(gate.Now, Timeout, out _);
        Assert.InRange(gate.Rejection(refusing!, gate.Now).RetryAfter!.Value, Timeout * 0.99, Timeout);
    }

    [Fact]
    [Trait("Decision", "D5")]
    public void A_probe_without_a_bound_on_its_time_is_admitted_and_comes_back()
    {
        var time = new ManualTime();
        var gate = HalfOpen(time);
        Assert.True(gate.TryAdmit(gate.Now, TimeSpan.MaxValue, out var admission));
        Assert.Equal(1, gate.Stats().ProbesInFlight);
        Assert.Equal(
            CompletionReply.Recorded, gate.Complete(admission, Outcome.Success, default, TimeSpan.MaxValue));
        Assert.Equal(0, gate.Stats().ProbesInFlight);
    }

    [Fact]
    public void Statistics_hold_the_successes_counted_since_the_last_failure()
    {
        var gate = Gate(TestSettings.Peer, new ManualTime());
        Fail(gate);
        Fail(gate);
        Assert.True(gate.TryAdmit(gate.Now, Timeout, out var admission));
        gate.Complete(admission, Outcome.Success, default, default);

        var stats = gate.Stats();
        Assert.Equal((1L, 2L, 0), (stats.Successes, stats.Failures, stats.ConsecutiveFailures));
    }

    [Fact]
    [Trait("Decision", "D4")]
    public void Statistics_show_the_state_as_of_now_where_the_timer_is_late()
    {
        var time = new ManualTime();
        var gate = HalfOpen(time);
        Assert.Equal(CircuitState.HalfOpen, gate.Stats().State);
    }

    [Fact]
    [Trait("Decision", "D18")]
    public void A_peer_does_not_launder_its_failure_rate_by_restarting()
    {
        var peer = TestSettings.Peer with { CallFailureRate = new FailureRateRule(0.5, 4, 20, null) };
        var gate = Gate(peer, new ManualTime());
        for (var i = 0; i < 3; i++)
        {
            Fail(gate);
            gate.ReportSuccess();
        }
        gate.Renew();
        Fail(gate);
        Assert.Equal((CircuitState.Open, TransitionCause.FailureRate), (gate.Circuit.State, gate.Circuit.Cause));
    }

    [Fact]
    [Trait("Decision", "D10")]
    public void Reset_forgets_the_failure_rate()
    {
        var peer = TestSettings.Peer with { CallFailureRate = new FailureRateRule(0.5, 4, 20, null) };
        var gate = Gate(peer, new ManualTime());
        for (var i = 0; i < 3; i++)
        {
            Fail(gate);
            gate.ReportSuccess();
        }
        gate.Apply(CircuitInput.Reset());
        Fail(gate);
        Assert.Equal(CircuitState.Closed, gate.Circuit.State);
    }

    private static void Fail(CircuitGate gate) => gate.ReportFailure(null);

    private static CircuitGate HalfOpen(ManualTime time)
    {
        var gate = Gate(TestSettings.Peer, time);
        for (var i = 0; i < 3; i++)
            Fail(gate);
        time.Advance(TestSettings.OpenTimeout);
        return gate;
    }

    private static CircuitGate Gate(PeerSettings settings, TimeProvider time) =>
        new("node-2", settings, new NodeClock(time), _ => { });
}
