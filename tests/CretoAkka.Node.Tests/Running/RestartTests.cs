using CretoAkka.Node.Replicas;
using CretoAkka.Node.Running;
using CretoAkka.Pbft.Replication;

namespace CretoAkka.Node.Tests.Running;

/// <summary>node-4 of four real nodes is killed and restarts empty.</summary>
[Collection("process")]
public sealed class RestartTests(RunningNodes nodes) : IClassFixture<RunningNodes>
{
    [Fact]
    public async Task A_replica_that_restarts_empty_catches_up_and_follows_without_voting()
    {
        for (var n = 0; n < 20; n++)
            await nodes.PutAsync("node-1", $"before-{n}", $"{n}");
        await nodes.SameAsync();
        await nodes.Cluster.KillAsync(nodes[Cluster.Victim]);
        await nodes.PutAsync("node-2", "meanwhile", "1");

        await nodes.Cluster.RestartAsync(nodes[Cluster.Victim]);
        await nodes.PutAsync("node-4", "after", "1");
        AssertCaughtUp(await nodes.SameAsync(), atLeast: 22);

        await NobodyCommitsWithTwoVotersAsync();
        AssertCaughtUp(await nodes.SameAsync(), atLeast: 23);
    }

    private static void AssertCaughtUp(IReadOnlyList<ReplicaProtocol.ReplicaStatus> statuses, long atLeast)
    {
        Assert.All(statuses, status => Assert.True(status.Executed >= atLeast));
        Assert.Single(statuses.Select(status => (status.State, status.History)).Distinct());
        Assert.Equal(
            [ReplicaMode.Voting, ReplicaMode.Voting, ReplicaMode.Voting, ReplicaMode.Recovering],
            statuses.Select(status => status.Mode));
    }

    /// <summary>With node-3 frozen too, only a vote of node-4 could make a quorum.</summary>
    private async Task NobodyCommitsWithTwoVotersAsync()
    {
        nodes.Cluster.Network.Freeze("node-3");
        await Assert.ThrowsAsync<TimeoutException>(() => nodes.PutAsync("node-1", "needs three votes", "1"));
        nodes.Cluster.Network.Thaw("node-3");
        await nodes.PutAsync("node-1", "has three votes", "1");
    }
}
