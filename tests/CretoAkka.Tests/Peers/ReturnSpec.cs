using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Peers;

/// <summary>A peer that leaves and comes back.</summary>
[Trait("Decision", "D19")]
public class ReturnSpec() : CircuitTestKit(Settings)
{
    private static readonly TimeSpan Retain = TimeSpan.FromSeconds(10);

    private static readonly CretoSettings Settings = TestSettings.Of(TestSettings.Peer) with
    {
        Quorum = CretoSettings.Reference.Quorum with { RetainRecord = Retain },
    };

    private static readonly PeerId Node2 = "node-2";

    [Fact]
    public void Who_leaves_while_it_is_cut_off_comes_back_cut_off_for_the_rest_of_the_time()
    {
        Fail(Node2, 3);
        ExpectMsg<CircuitOpened>();
        Pass(TestSettings.OpenTimeout / 2);
        Leave(TestSettings.OpenTimeout / 4);

        Circuits.AddPeer(Node2);
        Assert.Equal(TransitionCause.Recalled, ExpectMsg<CircuitOpened>().Cause);
        Assert.Equal(TestSettings.OpenTimeout / 4, Circuits.GetStats(Node2).RetryAfter);
        Pass(TestSettings.OpenTimeout / 4);
        ExpectMsg<CircuitHalfOpened>();
    }

    [Fact]
    public void Failures_in_a_row_go_on_where_they_stopped()
    {
        Fail(Node2, 2);
        Leave(Retain - TimeSpan.FromSeconds(1));
        Fail(Node2, 1);
        Assert.Equal(TransitionCause.ConsecutiveFailures, ExpectMsg<CircuitOpened>().Cause);
    }

    [Fact]
    public void After_the_time_that_records_are_kept_a_peer_begins_anew()
    {
        Fail(Node2, 2);
        Leave(Retain);
        Fail(Node2, 2);
        Assert.Equal(CircuitState.Closed, Circuits.GetState(Node2));
    }

    [Fact]
    public void Latencies_and_counts_begin_anew()
    {
        Fail(Node2, 2);
        Circuits.RecordSuccess(Node2, TimeSpan.FromMilliseconds(5));
        Pass(TimeSpan.FromSeconds(1));
        Leave(TimeSpan.FromSeconds(1));

        Circuits.AddPeer(Node2);
        Pass(TimeSpan.FromSeconds(1));
        var stats = Circuits.GetStats(Node2);
        Assert.Equal((0, 0, 0), (stats.Successes, stats.Failures, Circuits.GetLatencyStats(Node2).Samples));
    }

    [Fact]
    public void What_an_operator_forced_ends_when_the_peer_leaves()
    {
        Circuits.ForceOpen(Node2);
        Leave(TimeSpan.FromSeconds(1));
        Circuits.AddPeer(Node2);
        Assert.Equal((CircuitState.Closed, CircuitMode.Automatic),
            (Circuits.GetState(Node2), Circuits.GetStats(Node2).Mode));
    }

    [Fact]
    [Trait("Decision", "D13")]
    public void Who_comes_back_when_no_more_may_be_cut_off_is_suspected()
    {
        Circuits.SetMembership(1, ["test", Node2, "node-3", "node-4"]);
        Circuits.AddPeer("node-3");
        Fail(Node2, 3);
        Circuits.RemovePeer(Node2);
        Circuits.ForceOpen("node-3");

        Circuits.AddPeer(Node2);
        Assert.True(Circuits.GetStats(Node2) is { State: CircuitState.Closed, IsSuspected: true });
        Assert.Equal(1, (int)Circuits.GetQuorum().Used);
    }

    [Fact]
    [Trait("Decision", "D13")]
    public void Who_was_cut_off_by_hand_comes_back_closed_and_takes_nobodys_place()
    {
        Circuits.SetMembership(1, ["test", Node2, "node-3", "node-4"]);
        Circuits.ForceOpen(Node2);
        Circuits.RemovePeer(Node2);

        Circuits.AddPeer(Node2);
        Assert.Empty(Circuits.GetQuorum().Holders);
        Assert.Equal(CommandReply.Done, Circuits.ForceOpen("node-3"));
    }

    private void Leave(TimeSpan away)
    {
        Assert.True(Circuits.RemovePeer(Node2));
        Pass(away);
    }
}
