using CretoAkka.Calls;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Quorums;
using CretoAkka.Tests.Support;
using static CretoAkka.Circuits.CircuitProtocol;
using static CretoAkka.Quorums.QuorumProtocol;

namespace CretoAkka.Tests.Quorums;

/// <summary>Four members, one of which is this node: one may be cut off.</summary>
[Trait("Decision", "D13")]
public class BudgetSpec : CircuitTestKit
{
    private static readonly PeerId Node2 = "node-2";
    private static readonly PeerId Node3 = "node-3";
    private static readonly PeerId Node4 = "node-4";

    public BudgetSpec()
    {
        foreach (var peer in new[] { Node2, Node3, Node4 })
            Circuits.AddPeer(peer);
        Circuits.SetMembership(1, ["test", Node2, Node3, Node4]);
    }

    [Fact]
    public void A_second_peer_that_fails_stays_closed_and_is_suspected()
    {
        Fail(Node2, 3);
        ExpectMsg<CircuitOpened>();
        Fail(Node3, 3);

        var refused = ExpectMsg<IsolationRefused>();
        Assert.Equal(
            (Node3, TransitionCause.ConsecutiveFailures, IsolationRefusal.BudgetSpent),
            (refused.Peer, refused.Cause, refused.Refusal));
        Assert.Equal((CircuitState.Closed, true), StateOf(Node3));
        Assert.Equal([Node3], Circuits.GetQuorum().Suspected);
        Assert.Equal(1, Circuits.GetQuorum().Refusals);
        Assert.Equal(0, (int)Circuits.GetQuorum().Margin!.Value);
    }

    [Fact]
    [Trait("Decision", "D16")]
    public void Who_is_suspected_stands_in_for_nobody_and_neither_does_this_node()
    {
        Circuits.AddPeer("test");
        Fail(Node2, 3);
        Fail(Node3, 3);

        Assert.Equal([Node4], Circuits.SelectAlternatives(Node2, ["test", Node2, Node3, Node4]));
    }

    [Fact]
    public void A_refused_circuit_counts_anew_and_takes_the_place_once_it_is_free()
    {
        Fail(Node2, 3);
        Fail(Node3, 5);
        Assert.Equal(1, Circuits.GetQuorum().Refusals);
        Circuits.Reset(Node2);

        Fail(Node3, 1);

        Assert.Equal((CircuitState.Open, false), StateOf(Node3));
        Assert.Equal([Node3], Circuits.GetQuorum().Holders.Select(h => (PeerId)h.Peer));
    }

    [Fact]
    public void A_suspected_peer_that_does_well_again_is_trusted_again()
    {
        Fail(Node2, 3);
        Fail(Node3, 3);
        for (var i = 0; i < 20; i++)
            Circuits.RecordSuccess(Node3);

        Assert.Equal((CircuitState.Closed, false), StateOf(Node3));
    }

    [Fact]
    public void A_peer_that_is_much_worse_takes_the_place_of_one_that_has_held_it_and_no_recovery_is_announced()
    {
        Fail(Node2, 3); // an average of 0.49
        ExpectMsg<CircuitOpened>();
        Pass(TestSettings.OpenTimeout);
        ExpectMsg<CircuitHalfOpened>();
        Fail(Node3, 9); // 0.87

        var messages = ReceiveWhile<object>(
            m => m is PeerRecovered ? throw new InvalidOperationException("no recovery") : m,
            TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(200));
        Assert.Equal(TransitionCause.Evicted, messages.OfType<CircuitClosed>().Single().Cause);
        Assert.Equal(Node3, messages.OfType<CircuitOpened>().Single().Peer);
        Assert.Equal((CircuitState.Closed, true), StateOf(Node2));
        Assert.Equal(1, Circuits.GetQuorum().Evictions);
    }

    [Fact]
    public void A_half_open_peer_without_traffic_gives_way_once_it_has_been_so_for_long()
    {
        Fail(Node2, 3);
        Pass(2 * TestSettings.OpenTimeout);
        Fail(Node3, 3);

        Assert.Equal((CircuitState.Closed, true), StateOf(Node2));
        Assert.Equal((CircuitState.Open, false), StateOf(Node3));
    }

    [Fact]
    public void An_operator_is_refused_beyond_the_budget_and_told_why_unless_he_insists()
    {
        Assert.Equal(CommandReply.Done, Circuits.ForceOpen(Node2));
        Assert.Equal(CommandReply.BudgetSpent, Circuits.ForceOpen(Node3));
        Circuits.Supervisor.Tell(new ForceOpen(Node3), TestActor);
        FishForMessage<CommandTaken>(m => m.Reply == CommandReply.BudgetSpent);
        Assert.Equal(CircuitState.Closed, Circuits.GetState(Node3));

        Assert.Equal(CommandReply.Done, Circuits.ForceOpen(Node3, overrideBudget: true));

        Assert.Equal(-1, (int)Circuits.GetQuorum().Margin!.Value);
        Circuits.Reset(Node3);
        Assert.Equal(0, (int)Circuits.GetQuorum().Margin!.Value);
    }

    [Fact]
    public void Observers_and_strangers_take_no_place()
    {
        Circuits.AddPeer("stranger");
        Fail(Node2, 3);
        Fail("stranger", 3);

        Assert.Equal(CircuitState.Open, Circuits.GetState("stranger"));
        Assert.Equal(1, (int)Circuits.GetQuorum().Used);
    }

    [Fact]
    public void A_peer_that_is_removed_gives_its_place_back_and_what_it_still_does_takes_none()
    {
        Fail(Node2, 3);
        Assert.True(Circuits.RemovePeer(Node2));

        Assert.Equal(0, (int)Circuits.GetQuorum().Used);
        Fail(Node3, 3);
        Assert.Equal((CircuitState.Open, false), StateOf(Node3));
    }

    [Fact]
    public void A_new_epoch_makes_old_permits_stale_and_lets_in_who_does_not_fit_any_more()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(MembershipChanged));
        Fail(Node2, 3);
        Assert.True(Circuits.TryAcquire(Node3, out var permit));

        Circuits.SetMembership(2, ["test", Node2, Node3]); // f = 0

        Assert.Equal(2, FishForMessage<MembershipChanged>(_ => true).Membership.Epoch);
        Assert.Equal((CircuitState.Closed, true), StateOf(Node2));
        Assert.Equal(CompletionReply.Stale, Circuits.Complete(permit, Outcome.Failure));
        Assert.Throws<ArgumentException>(() => Circuits.SetMembership(2, ["test", Node2]));
        Assert.Throws<ArgumentException>(() => Circuits.SetMembership(3, [Node2]));
        Assert.Equal(2, Circuits.GetQuorum().Membership!.Epoch);
    }

    [Fact]
    public void What_was_forced_stays_beyond_a_smaller_membership_with_an_alarm()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(BudgetExceeded));
        Circuits.ForceOpen(Node2);

        Circuits.SetMembership(2, ["test", Node2, Node3]);

        FishForMessage<BudgetExceeded>(m => m.Used == 1 && m.Limit == 0);
        Assert.Equal(CircuitState.Open, Circuits.GetState(Node2));
    }

    private (CircuitState, bool) StateOf(PeerId peer)
    {
        var stats = Circuits.GetStats(peer);
        return (stats.State, stats.IsSuspected);
    }
}
