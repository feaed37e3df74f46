using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Tests.Support;

namespace CretoAkka.Pbft.Tests.Clusters;

/// <summary>Primaries that fail, as the clients see it.</summary>
public class ViewChangeClusterTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public void A_silent_primary_is_replaced_and_its_clients_are_served()
    {
        var cluster = new VirtualCluster();
        Assert.True(cluster.Perform(10, Limit));
        cluster["node-1"].Kill();
        Assert.True(cluster.Perform(10, TimeSpan.FromSeconds(10)));
        cluster.AssertConverges();
        Assert.All(cluster.Replicas, r => Assert.Equal((1, true), (r.View, r.InView)));
    }

    [Fact]
    public void Two_faulty_primaries_in_a_row_are_passed_over()
    {
        var cluster = new VirtualCluster(7);
        Assert.True(cluster.Perform(5, Limit));
        cluster["node-1"].Kill();
        cluster["node-2"].Kill();
        Assert.True(cluster.Perform(10, TimeSpan.FromSeconds(20)));
        cluster.AssertConverges();
        Assert.All(cluster.Replicas, r => Assert.Equal((2, true), (r.View, r.InView)));
    }

    [Fact]
    public void What_one_replica_alone_has_executed_survives_the_primary_that_dies_with_it_half_told()
    {
        var cluster = new VirtualCluster();
        // Only node-4 hears the commits, then the primary dies.
        cluster.Lost = (_, to, message) => message is Commit && to != "node-4";
        cluster.Begin(1);
        Assert.True(cluster.Agenda.RunUntil(() => cluster["node-4"].Replica!.Executed > 0, Limit));
        cluster.Lost = (_, _, _) => false;
        cluster["node-1"].Kill();
        Assert.True(cluster.Perform(5, Limit));
        cluster.AssertConverges();
    }

    [Theory]
    [InlineData(MessageKind.ViewChange)]
    [InlineData(MessageKind.NewView)]
    [InlineData(MessageKind.PrePrepare)]
    [InlineData(MessageKind.Prepare)]
    [InlineData(MessageKind.Commit)]
    [InlineData(MessageKind.Status)]
    public void No_timing_of_messages_alone_is_a_deadlock_for_each_is_said_again(MessageKind kind)
    {
        var cluster = new VirtualCluster();
        cluster["node-1"].Kill();
        // The first three copies of each on each way are lost, and so are all that say the same later in the same view.
        var lost = new Dictionary<(string, string, object), int>();
        cluster.Lost = (from, to, message) =>
        {
            var key = (from, to, (object)(message is SlotMessage m ? (m.View, m.Sequence) : message.Kind));
            lost[key] = lost.GetValueOrDefault(key) + 1;
            return message.Kind == kind && lost[key] <= 3;
        };
        Assert.True(cluster.Perform(3, TimeSpan.FromMinutes(5)), cluster.Describe());
        cluster.AssertConverges();
    }

    [Fact]
    public void A_network_slower_than_t_only_takes_longer_timers()
    {
        var slow = new NetworkFaults(0, 0, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));
        var cluster = new VirtualCluster(faults: slow);
        Assert.True(cluster.Perform(3, TimeSpan.FromMinutes(10)), cluster.Describe());
        cluster.AssertConverges();
        Assert.Contains(cluster.Events, e => e is ReplicaOutput.ViewChangeStarted);
    }

    [Fact]
    public void A_primary_that_equivocates_is_charged_with_both_messages_and_replaced()
    {
        var cluster = new VirtualCluster(seed: 3);
        var liar = new EquivocatingPrimary(cluster.Group, cluster.SignerOf("node-1"), 3);
        cluster["node-1"].Misbehave(liar.Step);
        Assert.True(cluster.Perform(10, Limit));
        cluster.AssertConverges();
        Assert.NotEqual(0, liar.Lies);
        Assert.All(cluster.Replicas, r => Assert.True(r.View > 0));
    }

    [Fact]
    public void A_request_that_only_one_backup_hears_of_is_executed()
    {
        var cluster = new VirtualCluster(clients: 1);
        cluster.Lost = (from, to, message) => message is Request && from == "client-1" && to != "node-3";
        Assert.True(cluster.Perform(3, Limit));
        cluster.AssertConverges();
    }
}
