using Akka.Actor;
using Akka.Actor.Setup;
using CretoAkka.Calls;
using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Circuits;

public class PermitSpec : CircuitTestKit
{
    private static readonly PeerId Node2 = "node-2";

    [Fact]
    [Trait("Decision", "D2")]
    public void A_permit_of_another_node_is_unknown_and_still_counts_where_it_is_known()
    {
        using var system = ActorSystem.Create("other", ActorSystemSetup.Create(
            new PeerCircuitsSetup { Settings = TestSettings.Of(TestSettings.Peer) }));
        Assert.True(Circuits.TryAcquire(Node2, out var permit));

        Assert.Equal(CompletionReply.UnknownPermit, PeerCircuits.Get(system).Complete(permit, Outcome.Failure));
        Assert.Equal(CompletionReply.Recorded, Circuits.Complete(permit, Outcome.Failure));
    }

    [Fact]
    [Trait("Decision", "D2")]
    public void A_success_from_before_the_trip_neither_closes_nor_counts()
    {
        Assert.True(Circuits.TryAcquire(Node2, out var old));
        Fail(Node2, 3);
        Pass(TestSettings.OpenTimeout);
        Assert.True(Circuits.TryAcquire(Node2, out var probe));
        Circuits.Complete(probe, Outcome.Success);

        Assert.Equal(CompletionReply.Stale, Circuits.Complete(old, Outcome.Success));
        var stats = Circuits.GetStats(Node2);
        Assert.Equal((CircuitState.HalfOpen, 1L), (stats.State, stats.Successes));
    }

    [Fact]
    [Trait("Decision", "D3")]
    public void A_neutral_probe_makes_room_for_another_and_is_no_success()
    {
        Fail(Node2, 3);
        Pass(TestSettings.OpenTimeout);
        Assert.True(Circuits.TryAcquire(Node2, out var first));
        Assert.True(Circuits.TryAcquire(Node2, out var second));
        Assert.False(Circuits.TryAcquire(Node2, out _));

        Assert.Equal(CompletionReply.Recorded, Circuits.Complete(first, Outcome.Neutral));
        Assert.Equal(CompletionReply.Recorded, Circuits.Complete(second, Outcome.Success));

        var stats = Circuits.GetStats(Node2);
        Assert.Equal((CircuitState.HalfOpen, 0), (stats.State, stats.ProbesInFlight));
        Assert.Equal((1L, 3L, 1L), (stats.Neutral, stats.Failures, stats.Successes));
        Assert.True(Circuits.TryAcquire(Node2, out _));
    }

    [Fact]
    [Trait("Decision", "D3")]
    public void A_neutral_outcome_does_not_end_a_run_of_failures()
    {
        Assert.True(Circuits.TryAcquire(Node2, out var permit));
        Fail(Node2, 2);
        Circuits.Complete(permit, Outcome.Neutral);
        Fail(Node2, 1);
        Assert.Equal(CircuitState.Open, Circuits.GetState(Node2));
    }

    [Fact]
    [Trait("Decision", "D3")]
    public async Task An_operation_that_obeys_its_callers_cancellation_at_once_is_no_failure()
    {
        using var caller = new CancellationTokenSource();
        var call = Circuits.ExecuteAsync<int>(Node2, ValueTask<int> (_) =>
        {
            caller.Cancel();
            throw new OperationCanceledException(caller.Token);
        }, caller.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await call);
        Assert.Equal((0L, 1L), (Circuits.GetStats(Node2).Failures, Circuits.GetStats(Node2).Neutral));
    }

    [Fact]
    [Trait("Decision", "D5")]
    public void Half_open_ends_without_traffic_where_too_few_probes_succeeded()
    {
        Fail(Node2, 3);
        Pass(TestSettings.OpenTimeout);
        ExpectMsg<CircuitOpened>();
        ExpectMsg<CircuitHalfOpened>();
        Assert.True(Circuits.TryAcquire(Node2, out var permit));
        Circuits.Complete(permit, Outcome.Success);

        Pass(TestSettings.OpenTimeout - TimeSpan.FromMilliseconds(1));
        ExpectNoMsg(TimeSpan.Zero);
        Pass(TimeSpan.FromMilliseconds(1));

        Assert.Equal(TransitionCause.HalfOpenExpired, ExpectMsg<CircuitOpened>().Cause);
    }

    [Fact]
    [Trait("Decision", "D5")]
    public void Permits_that_are_lost_open_a_closed_circuit_at_their_deadline()
    {
        for (var i = 0; i < 3; i++)
            Assert.True(Circuits.TryAcquire(Node2, out _));
        Pass(TestSettings.RequestTimeout + TimeSpan.FromMilliseconds(100));

        var opened = ExpectMsg<CircuitOpened>();
        Assert.Equal((FailureCause.Timeout, 3L), (opened.LastFailure, Circuits.GetStats(Node2).Timeouts));
    }

    [Fact]
    [Trait("Decision", "D6")]
    public async Task A_refused_operation_is_not_started()
    {
        Fail(Node2, 3);
        var started = 0;
        var call = Circuits.ExecuteAsync(Node2, _ => ValueTask.FromResult(++started));
        await Assert.ThrowsAsync<CircuitOpenException>(async () => await call);
        Assert.False((await Circuits.TryExecuteAsync(Node2, _ => ValueTask.FromResult(++started))).Succeeded);
        Assert.Equal(0, started);
    }

    [Fact]
    [Trait("Decision", "D6")]
    public async Task A_half_open_refusal_still_says_why_the_circuit_tripped()
    {
        Fail(Node2, 3);
        Pass(TestSettings.OpenTimeout);
        Assert.True(Circuits.TryAcquire(Node2, out _));
        Assert.True(Circuits.TryAcquire(Node2, out _));

        var refused = (await Circuits.TryExecuteAsync(Node2, _ => ValueTask.FromResult(1))).Rejection!.Value;
        Assert.Equal(
            (CircuitState.HalfOpen, TransitionCause.ConsecutiveFailures), (refused.State, refused.Cause));
    }

    [Fact]
    [Trait("Decision", "D6")]
    public async Task A_circuit_that_is_held_open_names_no_time_to_retry()
    {
        Circuits.ForceOpen(Node2, TimeSpan.FromSeconds(2));
        var refused = (await Circuits.TryExecuteAsync(Node2, _ => ValueTask.FromResult(1))).Rejection!.Value;
        Assert.Equal((CircuitMode.ForcedOpen, (TimeSpan?)null), (refused.Mode, refused.RetryAfter));
    }
}
