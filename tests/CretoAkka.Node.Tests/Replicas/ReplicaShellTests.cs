using CretoAkka.Node.Clients;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Sending;

namespace CretoAkka.Node.Tests.Replicas;

/// <summary>What the circuits tell a replica, and the replica its circuits.</summary>
public sealed class ReplicaShellTests : IAsyncDisposable
{
    private readonly LocalReplicas _replicas = new(new GatewaySettings());

    public ValueTask DisposeAsync() => _replicas.DisposeAsync();

    [Fact]
    public async Task A_peer_that_is_back_is_sent_one_status()
    {
        await _replicas.StatusAsync("node-2"); // it has started, and listens
        _replicas.Recover("node-2", "node-3");

        await Await.ThatAsync(() => !_replicas.Sent.IsEmpty, "something is sent");
        await _replicas.StatusAsync("node-2"); // behind it
        Assert.Equal([("node-2", "node-3", MessageKind.Status)], _replicas.Sent);
    }

    [Fact]
    public async Task A_stable_checkpoint_passes_what_is_said_of_places_and_of_earlier_checkpoints()
    {
        var interval = ReplicaSettings.Default.CheckpointInterval;
        for (var n = 0; n < interval; n++)
            await _replicas.Gateways["node-1"].PutAsync("a", default, CancellationToken.None);

        foreach (var name in _replicas.Group.Replicas)
        {
            await Await.ThatAsync(() => Of(name).Count() >= 2, $"{name} has a stable checkpoint");
            Assert.Equal([(SendingLabels.Slots, interval), (SendingLabels.Checkpoints, interval - 1)], Of(name).Take(2));
        }
    }

    private IEnumerable<(string Lane, long Instance)> Of(string name) =>
        _replicas.Watermarks.Where(mark => mark.By == name && mark.Lane != SendingLabels.Views)
            .Select(mark => (mark.Lane, mark.Instance));
}
