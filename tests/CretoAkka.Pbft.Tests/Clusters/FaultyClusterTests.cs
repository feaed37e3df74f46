using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Tests.Support;

namespace CretoAkka.Pbft.Tests.Clusters;

public class FaultyClusterTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    [Theory]
    [InlineData(4, "node-3")]
    [InlineData(7, "node-3,node-6")]
    public void As_many_silent_replicas_as_f_stop_nothing(int n, string silent)
    {
        var cluster = new VirtualCluster(n);
        foreach (var node in silent.Split(','))
            cluster[node].Kill();
        Assert.True(cluster.Perform(20, Limit));
        cluster.AssertConverges();
    }

    [Theory]
    [InlineData(4, "node-3,node-4")]
    [InlineData(7, "node-3,node-6,node-7")]
    public void One_silent_replica_more_than_f_stops_everything_and_nothing_is_executed(int n, string silent)
    {
        var cluster = new VirtualCluster(n);
        foreach (var node in silent.Split(','))
            cluster[node].Kill();
        Assert.False(cluster.Perform(1, TimeSpan.FromSeconds(10)));
        Assert.All(cluster.Replicas, r => Assert.Equal(0, r.Executed));
    }

    [Fact]
    public void A_replica_that_was_cut_off_fetches_what_it_missed_and_votes_again()
    {
        var cluster = new VirtualCluster();
        cluster.CutOff.Add("node-4");
        Assert.True(cluster.Perform(100, Limit));
        Assert.Equal(0, cluster["node-4"].Replica!.Executed);

        cluster.CutOff.Clear();
        cluster.AssertConverges();
        cluster["node-3"].Kill();
        Assert.True(cluster.Perform(5, Limit), "with node-3 gone, node-4's votes are needed");
    }

    [Fact]
    public void A_replica_restarted_empty_catches_up_while_nothing_else_happens()
    {
        var cluster = new VirtualCluster();
        Assert.True(cluster.Perform(200, Limit));
        cluster["node-2"].Kill();
        cluster["node-2"].Start(ReplicaMode.Recovering);

        var started = cluster.Agenda.Now;
        cluster.AssertConverges();
        Assert.True(cluster.Agenda.Now - started < TimeSpan.FromSeconds(1), "ranges follow one another without a tick");
        Assert.Equal(cluster.Ledger.Length, cluster["node-2"].Replica!.ExecutedElsewhere);
    }

    [Fact]
    public void A_follower_is_never_counted_on_for_a_quorum()
    {
        var cluster = new VirtualCluster();
        cluster["node-4"].Kill();
        cluster["node-4"].Start(ReplicaMode.Recovering);
        cluster["node-3"].Kill();
        Assert.False(cluster.Perform(1, TimeSpan.FromSeconds(10)));
        Assert.Equal(0, cluster.Ledger.Length);
    }

    [Fact]
    public void A_follower_of_seven_and_a_silent_one_still_leave_a_quorum()
    {
        var cluster = new VirtualCluster(7, faults: NetworkFaults.Reordering);
        Assert.True(cluster.Perform(10, Limit));
        cluster["node-7"].Kill();
        cluster["node-7"].Start(ReplicaMode.Recovering);
        cluster["node-6"].Kill();
        Assert.True(cluster.Perform(10, Limit));
        cluster.AssertConverges();
    }

    [Fact]
    public void A_primary_that_restarts_empty_orders_nothing_and_is_replaced()
    {
        var cluster = new VirtualCluster();
        Assert.True(cluster.Perform(10, Limit));
        cluster["node-1"].Kill();
        cluster["node-1"].Start(ReplicaMode.Recovering);
        var proposals = cluster.Sent[MessageKind.PrePrepare];
        Assert.True(cluster.Perform(10, Limit));
        cluster.AssertConverges();
        Assert.All(cluster.Replicas, replica => Assert.Equal((1, true), (replica.View, replica.InView)));
        Assert.True(cluster.Sent[MessageKind.PrePrepare] > proposals);
    }

    [Fact]
    public void A_client_whose_replies_are_lost_is_served_from_the_cache_and_executed_once()
    {
        var cluster = new VirtualCluster(clients: 1);
        cluster.CutOff.Add("client-1");
        cluster.Begin(1);
        cluster.CutOff.Clear();
        cluster.Agenda.RunUntil(() => cluster.Sent.ContainsKey(MessageKind.PrePrepare), Limit);
        cluster.CutOff.Add("client-1");
        cluster.Agenda.RunUntil(() => cluster.Ledger.Length == 1, Limit);
        Assert.Equal(0, cluster.Answered);

        cluster.CutOff.Clear();
        Assert.True(cluster.Agenda.RunUntil(() => cluster.Answered == 1, Limit));
        Assert.Equal(1, cluster.Ledger.Length);
        cluster.AssertConverges();
    }
}
