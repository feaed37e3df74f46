using Akka.Event;
using CretoAkka.Calls;
using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Circuits;

public class CircuitActorSpec : CircuitTestKit
{
    private static readonly PeerId Node2 = "node-2";

    [Fact]
    public void Nothing_is_announced_at_creation()
    {
        Circuits.AddPeer(Node2);
        Settle();
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    [Trait("Decision", "D4")]
    public void Open_becomes_half_open_at_exactly_its_timeout_without_traffic()
    {
        Fail(Node2, 3);
        Assert.Equal(TransitionCause.ConsecutiveFailures, ExpectMsg<CircuitOpened>().Cause);

        Pass(TestSettings.OpenTimeout - TimeSpan.FromMilliseconds(1));
        ExpectNoMsg(TimeSpan.Zero);
        Pass(TimeSpan.FromMilliseconds(1));

        var halfOpened = ExpectMsg<CircuitHalfOpened>();
        Assert.Equal(TransitionCause.OpenExpired, halfOpened.Cause);
    }

    [Fact]
    [Trait("Decision", "D4")]
    public void Rejections_do_not_move_the_moment_of_half_open()
    {
        Fail(Node2, 3);
        ExpectMsg<CircuitOpened>();
        for (var i = 0; i < 5; i++)
        {
            Pass(TestSettings.OpenTimeout / 5);
            Circuits.TryAcquire(Node2, out _);
        }
        ExpectMsg<CircuitHalfOpened>();
    }

    [Fact]
    [Trait("Decision", "D1")]
    public void Probes_that_succeed_close_the_circuit_and_every_change_is_announced_once_in_order()
    {
        Fail(Node2, 3);
        Pass(TestSettings.OpenTimeout);
        Succeed(2);

        ExpectMsg<CircuitOpened>();
        ExpectMsg<CircuitHalfOpened>();
        Assert.Equal(TransitionCause.ProbesSucceeded, ExpectMsg<CircuitClosed>().Cause);
        ExpectMsg<PeerRecovered>();
        Settle();
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    [Trait("Decision", "D5")]
    public void A_lost_probe_reopens_the_circuit_at_its_deadline()
    {
        Fail(Node2, 3);
        Pass(TestSettings.OpenTimeout);
        ExpectMsg<CircuitOpened>();
        ExpectMsg<CircuitHalfOpened>();

        Assert.True(Circuits.TryAcquire(Node2, out _));
        Pass(TestSettings.RequestTimeout + TimeSpan.FromMilliseconds(200));

        var reopened = ExpectMsg<CircuitOpened>();
        Assert.Equal((TransitionCause.ProbeFailed, FailureCause.Timeout), (reopened.Cause, reopened.LastFailure));
    }

    [Fact]
    [Trait("Decision", "D10")]
    public void A_timed_force_open_ends_half_open_and_reset_closes()
    {
        Circuits.ForceOpen(Node2, TimeSpan.FromSeconds(2));
        Assert.Equal(TransitionCause.ForcedOpen, ExpectMsg<CircuitOpened>().Cause);
        Pass(TimeSpan.FromSeconds(2));
        Assert.Equal(TransitionCause.ForceExpired, ExpectMsg<CircuitHalfOpened>().Cause);
        Circuits.Reset(Node2);
        Assert.Equal(TransitionCause.Reset, ExpectMsg<CircuitClosed>().Cause);
    }

    [Fact]
    public void Commands_told_to_the_supervisor_reach_the_circuit_of_a_peer_that_is_new()
    {
        Circuits.Supervisor.Tell(new ForceOpen(Node2), TestActor);
        ExpectMsgAllOf(new CommandTaken(Node2, CommandReply.Done));
        FishForMessage<CircuitOpened>(m => m.Peer == Node2);
        Circuits.Supervisor.Tell(new RecordFailure(Node2), TestActor);
        Assert.Equal(CompletionReply.Recorded, ExpectMsg<OutcomeTaken>().Reply);
        Circuits.Supervisor.Tell(new GetStats(Node2), TestActor);
        var stats = ExpectMsg<Statistics>().Stats;
        Assert.Equal((CircuitState.Open, CircuitMode.ForcedOpen, 1L), (stats.State, stats.Mode, stats.Failures));
    }

    [Theory]
    [InlineData("../creto")]
    [InlineData("a/b c#d?e")]
    [InlineData("$1")]
    [InlineData("\"; drop")]
    [InlineData("узел-№1")]
    [Trait("Decision", "D22")]
    public void A_hostile_name_is_a_peer_like_any_other(string name)
    {
        Fail(name, 3);
        Assert.Equal(name, ExpectMsg<CircuitOpened>().Peer.Value);
    }

    [Fact]
    [Trait("Decision", "D22")]
    public void Two_long_names_that_differ_at_the_end_have_two_circuits()
    {
        var prefix = new string('%', PeerId.MaxLength - 1);
        Fail(prefix + "a", 3);
        Assert.Equal(prefix + "a", ExpectMsg<CircuitOpened>().Peer.Value);
        Fail(prefix + "b", 3);
        Assert.Equal(prefix + "b", ExpectMsg<CircuitOpened>().Peer.Value);
    }

    [Fact]
    public void A_transition_is_logged_with_its_peer_and_cause() =>
        EventFilter.Warning(contains: "Circuit node-2 Closed -> Open because ConsecutiveFailures")
            .ExpectOne(() => Fail(Node2, 3));

    [Fact]
    public void The_log_of_a_transition_names_its_parts_so_that_a_log_store_can_be_asked_for_them()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Warning));
        Fail(Node2, 3);
        var written = Assert.IsAssignableFrom<LogMessage>(
            FishForMessage<Warning>(_ => true).Message);
        Assert.Equal("Circuit {Peer} {From} -> {To} because {Cause}", written.Format);
        Assert.Equal(
            [Node2, CircuitState.Closed, CircuitState.Open, TransitionCause.ConsecutiveFailures],
            written.Parameters());
    }

    [Fact]
    [Trait("Decision", "D2")]
    public void Each_event_carries_the_generation_it_began_and_what_was_counted_until_then()
    {
        var before = Circuits.GetStats(Node2).Generation;
        Fail(Node2, 3);
        Pass(TestSettings.OpenTimeout);
        Succeed(2);

        var opened = ExpectMsg<CircuitOpened>().Stats;
        var halfOpened = ExpectMsg<CircuitHalfOpened>().Stats;
        var closed = ExpectMsg<CircuitClosed>().Stats;
        Assert.Equal(
            [before + 1, before + 2, before + 3], [opened.Generation, halfOpened.Generation, closed.Generation]);
        Assert.Equal(
            [(0L, 3L, 1L), (0L, 3L, 1L), (2L, 3L, 1L)],
            new[] { opened, halfOpened, closed }.Select(s => (s.Successes, s.Failures, s.Trips)));
    }

    private void Succeed(int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.True(Circuits.TryAcquire(Node2, out var permit));
            Assert.Equal(CompletionReply.Recorded, Circuits.Complete(permit, Outcome.Success));
        }
    }
}
