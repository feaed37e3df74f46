using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Store;
using CretoAkka.Pbft.Tests.Support;

namespace CretoAkka.Pbft.Tests.Clusters;

/// <summary>Replicas that come back: with their disk, without it, or far behind. K = 4 and L = 8.</summary>
public class RecoveryClusterTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Asking = TimeSpan.FromSeconds(1);

    private static readonly ReplicaSettings Small = ReplicaSettings.Default with
    {
        Window = 8, CheckpointInterval = 4, FetchBatch = 4, MaxBatch = 1,
    };

    private static readonly MessageKind[] Votes =
    [
        MessageKind.PrePrepare, MessageKind.Prepare, MessageKind.Commit, MessageKind.ViewChange, MessageKind.NewView,
    ];

    [Fact]
    public void A_replica_without_its_log_votes_again_two_windows_above_what_a_quorum_had_and_not_before()
    {
        var cluster = new VirtualCluster(clients: 1, settings: Small);
        Assert.True(cluster.Perform(12, Limit));
        cluster["node-3"].Kill();
        cluster["node-3"].Start(ReplicaMode.Recovering);
        var firstVote = long.MaxValue;
        cluster.Lost = (from, _, message) =>
        {
            if (from == "node-3" && Votes.Contains(message.Kind))
                firstVote = Math.Min(firstVote, message is SlotMessage vote ? vote.Sequence : 0);
            return false;
        };
        cluster.Agenda.RunFor(Asking);

        Assert.True(cluster.Perform(15, Limit));
        Assert.Equal(ReplicaMode.Recovering, cluster["node-3"].Replica!.Mode);
        Assert.True(cluster.Perform(10, Limit));
        cluster.AssertConverges();
        Assert.Equal(ReplicaMode.Voting, cluster["node-3"].Replica!.Mode);
        Assert.InRange(firstVote, 12 + 16 + 1, cluster.Ledger.Length);
        Assert.Contains(ReplicaOutput.Recovered.Instance, cluster.Events);

        cluster["node-4"].Kill();
        Assert.True(cluster.Perform(5, Limit), "with node-4 gone, node-3's votes are needed");
    }

    [Fact]
    public void A_recovery_request_that_one_node_alone_answers_lets_nobody_vote()
    {
        var cluster = new VirtualCluster(clients: 1, settings: Small);
        Assert.True(cluster.Perform(12, Limit));
        cluster["node-3"].Kill();
        cluster.Lost = (from, to, message) =>
            message is Stable { Nonce: not 0 } && to == "node-3" && from != "node-4";
        cluster["node-3"].Start(ReplicaMode.Recovering);
        cluster.Agenda.RunFor(Asking);
        Assert.True(cluster.Perform(60, Limit));
        Assert.Equal(ReplicaMode.Recovering, cluster["node-3"].Replica!.Mode);

        cluster.Lost = (_, _, _) => false;
        cluster.Agenda.RunFor(Asking);
        Assert.True(cluster.Perform(40, Limit));
        Assert.Equal(ReplicaMode.Voting, cluster["node-3"].Replica!.Mode);
    }

    [Fact]
    public void A_replica_that_crashes_while_it_recovers_goes_on_recovering()
    {
        var cluster = new VirtualCluster(clients: 1, settings: Small);
        Assert.True(cluster.Perform(12, Limit));
        cluster["node-3"].Kill();
        cluster["node-3"].Start(ReplicaMode.Recovering);
        cluster.Agenda.RunFor(Asking);
        Assert.True(cluster.Perform(4, Limit));
        cluster["node-3"].Kill();
        cluster["node-3"].Restart();
        Assert.Equal(ReplicaMode.Recovering, cluster["node-3"].Replica!.Mode);
        Assert.True(cluster.Perform(40, Limit));
        Assert.Equal(ReplicaMode.Voting, cluster["node-3"].Replica!.Mode);
        cluster.AssertConverges();
    }

    [Fact]
    public void A_replica_that_was_cut_off_beyond_the_window_takes_over_the_state_and_votes_again()
    {
        var cluster = new VirtualCluster(settings: Small);
        cluster.CutOff.Add("node-4");
        Assert.True(cluster.Perform(30, Limit));
        cluster.CutOff.Clear();
        cluster.AssertConverges();
        Assert.Contains(cluster.Events, e => e is ReplicaOutput.StateInstalled);

        cluster["node-3"].Kill();
        Assert.True(cluster.Perform(5, Limit), "with node-3 gone, node-4's votes are needed");
        cluster.AssertConverges();
    }

    [Fact]
    public void A_source_that_lies_about_the_state_costs_only_a_retry_at_another()
    {
        var cluster = new VirtualCluster(settings: Small);
        cluster.CutOff.Add("node-4");
        Assert.True(cluster.Perform(30, Limit));
        foreach (var liar in new[] { "node-1" })
        {
            var honest = cluster[liar].Replica!;
            cluster[liar].Misbehave((input, now) => [.. honest.Step(input, now).Select(o => Falsify(cluster, o))]);
        }

        cluster.CutOff.Clear();
        var caughtUp = cluster.Agenda.RunUntil(
            () => cluster["node-4"].Replica!.Executed == cluster.Ledger.Length, TimeSpan.FromSeconds(5));
        Assert.True(caughtUp, cluster.Describe());
        Assert.Equal(cluster["node-3"].Replica!.StateDigest(), cluster["node-4"].Replica!.StateDigest());
    }

    private static ReplicaOutput Falsify(VirtualCluster cluster, ReplicaOutput output)
    {
        if (output is not ReplicaOutput.SendTo { Message.Message: StateChunk chunk } send)
            return output;
        var bytes = chunk.Content.Span.ToArray();
        bytes[^1] ^= 1;
        var lie = new StateChunk(chunk.Sender, Bytes.Of(bytes));
        return send with { Message = SignedMessage.Sign(lie, cluster.SignerOf(chunk.Sender)) };
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void All_of_them_may_crash_at_once_and_nothing_acknowledged_is_lost(int seed)
    {
        var cluster = new VirtualCluster(seed: seed, faults: NetworkFaults.Reordering, settings: Small);
        for (var i = 0; i < 5; i++)
        {
            cluster.Begin(8);
            cluster.Agenda.RunFor(TimeSpan.FromMilliseconds(700));
            foreach (var name in cluster.Group.Replicas)
                cluster[name].Kill();
            foreach (var name in cluster.Group.Replicas)
                cluster[name].Restart();
        }

        Assert.True(cluster.Perform(1, TimeSpan.FromMinutes(5)), cluster.Describe());
        cluster.AssertConverges();
    }

    [Fact]
    public void A_replica_whose_state_differs_raises_the_alarm_and_takes_over_that_of_the_others()
    {
        var cluster = new VirtualCluster(clients: 1, settings: Small);
        cluster.Agenda.RunFor(TimeSpan.FromSeconds(1));
        cluster["node-3"].StoreForTests.Apply(new KeyValueOperation.Put("wrong", default).Encode().Span);
        Assert.True(cluster.Perform(13, Limit));
        Assert.Contains(cluster.Rejected, r => r.Verdict == Verdict.Alarm);
        Assert.DoesNotContain(cluster.Rejected, r => r.Verdict == Verdict.Reject);
        cluster.AssertConverges();
        Assert.Equal(["node-3"], cluster.Replicas.Where(r => r.HasDiverged).Select(r => r.Id));
    }

    [Fact]
    public void Requests_share_places_while_proposals_are_under_way()
    {
        var cluster = new VirtualCluster(
            clients: 20, settings: ReplicaSettings.Default with { MaxInFlight = 1, MaxBatch = 8 });
        Assert.True(cluster.Perform(10, Limit));
        cluster.AssertConverges();
        Assert.Equal(200, cluster.Ledger.Applied);
        Assert.InRange(cluster.Ledger.Length, 200 / 8, 200 / 4);
    }
}
