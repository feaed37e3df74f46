using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Store;

namespace CretoAkka.Pbft.Tests.Support;

/// <summary>A replica in its place in the network, or something that only looks like one.</summary>
internal sealed class VirtualNode(VirtualCluster cluster, string id)
{
    private Func<ReplicaInput, TimeSpan, IReadOnlyList<ReplicaOutput>>? _behaviour;
    private int _incarnation;

    public string Id => id;

    public Replica? Replica { get; private set; }

    public bool IsUp => _behaviour is not null;

    public void Start(ReplicaMode mode)
    {
        var settings = cluster.Settings with { Mode = mode };
        Replica = new(cluster.Group, settings, cluster.SignerOf(id), cluster.Verifier, new KeyValueStore());
        cluster.Ledger.Started(id);
        Run(Replica.Step);
    }

    public void Misbehave(Func<ReplicaInput, TimeSpan, IReadOnlyList<ReplicaOutput>> behaviour)
    {
        Replica = null;
        Run(behaviour);
    }

    public void Kill()
    {
        Replica = null;
        _behaviour = null;
        _incarnation++;
    }

    public void Receive(ReadOnlyMemory<byte> frame) => Step(new ReplicaInput.ReceiveFrame(frame));

    private void Run(Func<ReplicaInput, TimeSpan, IReadOnlyList<ReplicaOutput>> behaviour)
    {
        _behaviour = behaviour;
        TickLater(++_incarnation);
    }

    private void TickLater(int incarnation) => cluster.Agenda.In(cluster.Settings.StatusInterval / 4, () =>
    {
        if (incarnation != _incarnation)
            return;
        Step(ReplicaInput.Tick.Instance);
        TickLater(incarnation);
    });

    private void Step(ReplicaInput input)
    {
        if (_behaviour is null)
            return;
        foreach (var output in _behaviour(input, cluster.Agenda.Now))
            cluster.CarryOut(this, output);
        if (Replica is not null)
            Assert.InRange(Replica.OpenSlots, 0, cluster.Settings.Window);
    }
}
