using System.Net;
using System.Net.Sockets;
using CretoAkka.Node.Replicas;
using CretoAkka.Node.Running;
using CretoAkka.Node.Tests.Faults;
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

    [Fact]
    public async Task A_node_restarts_though_somebody_took_its_port_while_it_was_down()
    {
        var proxy = nodes.Cluster.Network[Cluster.Victim];
        await nodes.Cluster.KillAsync(nodes[Cluster.Victim]);
        var (at, port) = (proxy.Port, proxy.TargetPort);
        using var somebody = await TakeAsync(port);

        await nodes.Cluster.RestartAsync(nodes[Cluster.Victim]);

        Assert.Equal(at, proxy.Port);
        Assert.NotEqual(port, proxy.TargetPort);
        await nodes.PutAsync("node-4", "on another port", "1");
        await nodes.SameAsync();
    }

    [Fact]
    public async Task A_node_whose_port_is_taken_starts_on_another()
    {
        using var somebody = new Loopback();
        var spec = nodes[Cluster.Victim].Spec with
        {
            Listen = NodeAddress.Local(somebody.Port), Registry = global::Prometheus.Metrics.NewCustomRegistry(),
        };
        await using var node = new ClusterNode(spec, new RunCounters());

        var port = node.Start();

        Assert.NotEqual(somebody.Port, port);
        Assert.NotNull(await node.System!.StatusAsync());
    }

    // The sockets of a system that was aborted may linger.
    private static async Task<Socket> TakeAsync(int port)
    {
        Socket? taken = null;
        await Await.ThatAsync(
            () =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                try
                {
                    socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                    socket.Listen();
                    taken = socket;
                    return true;
                }
                catch (SocketException)
                {
                    socket.Dispose();
                    return false;
                }
            },
            "the port is free");
        return taken!;
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
