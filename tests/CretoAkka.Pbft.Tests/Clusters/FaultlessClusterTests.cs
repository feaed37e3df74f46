using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Tests.Support;

namespace CretoAkka.Pbft.Tests.Clusters;

public class FaultlessClusterTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(4, 24)]
    [InlineData(7, 84)]
    public void An_operation_takes_the_messages_of_the_protocol_and_no_more(int n, int expected)
    {
        const int operations = 20;
        var cluster = VirtualCluster.WithEd25519(n, clients: 1);
        Assert.True(cluster.Perform(operations, Limit));
        cluster.AssertConverges();

        MessageKind[] phases = [MessageKind.PrePrepare, MessageKind.Prepare, MessageKind.Commit];
        Assert.Equal(operations * (n - 1), cluster.Sent[MessageKind.PrePrepare]);
        Assert.Equal(operations * (n - 1) * (n - 1), cluster.Sent[MessageKind.Prepare]);
        Assert.Equal(operations * n * (n - 1), cluster.Sent[MessageKind.Commit]);
        Assert.Equal(operations * expected, phases.Sum(kind => cluster.Sent[kind]));

        // Beside them: one request to the primary and a reply of each replica. Status is a matter of time, not of work.
        Assert.Equal(operations, cluster.Sent[MessageKind.Request]);
        Assert.Equal(operations * n, cluster.Sent[MessageKind.Reply]);
        Assert.False(cluster.Sent.ContainsKey(MessageKind.Fetch));
    }

    [Fact]
    public void Nobody_is_accused_where_nobody_did_wrong()
    {
        var cluster = VirtualCluster.WithEd25519(4, clients: 3);
        Assert.True(cluster.Perform(30, Limit));
        cluster.AssertConverges();
        Assert.DoesNotContain(cluster.Rejected, r => r.Verdict == Pbft.Replication.Verdict.Reject);
        Assert.Equal(90, cluster.Ledger.Applied);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(10)]
    [InlineData(13)]
    public void Any_size_of_group_agrees(int n)
    {
        var cluster = new VirtualCluster(n);
        Assert.True(cluster.Perform(10, Limit));
        cluster.AssertConverges();
        Assert.Equal(n, cluster.Replicas.Count());
    }

    [Fact]
    public void The_same_seed_gives_the_same_run_and_another_seed_another()
    {
        static string Run(int seed)
        {
            var cluster = new VirtualCluster(seed: seed, faults: NetworkFaults.Harsh);
            cluster.Perform(10, Limit);
            return cluster.LogHash;
        }

        Assert.Equal(Run(7), Run(7));
        Assert.NotEqual(Run(7), Run(8));
    }
}
