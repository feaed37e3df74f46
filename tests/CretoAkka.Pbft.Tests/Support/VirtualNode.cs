using CretoAkka.Pbft.Durability;
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

    /// <summary>The store of a node that started empty, to damage it.</summary>
    public KeyValueStore StoreForTests { get; private set; } = new();

    public bool IsUp => _behaviour is not null;

    /// <summary>Everything it wrote that counts. A write is on disk at once, and so before what is sent after it.</summary>
    public DurableState Disk { get; private set; } = new();

    /// <summary>Whether it lost its disk and does not vote yet, up or down.</summary>
    public bool IsRecovering { get; private set; }

    /// <summary>Starts with an empty disk: for the first time, or after the loss of it.</summary>
    public void Start(ReplicaMode mode)
    {
        (Disk, IsRecovering) = (new(), mode == ReplicaMode.Recovering);
        StoreForTests = new();
        Live(new(cluster.Group, Settings(mode), cluster.SignerOf(id), cluster.Verifier, StoreForTests));
    }

    /// <summary>Starts from its disk.</summary>
    public void Restart() => Live(Replica.Restore(
        cluster.Group, Settings(ReplicaMode.Voting), cluster.SignerOf(id), cluster.Verifier, new KeyValueStore(),
        Disk.Records));

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

    private ReplicaSettings Settings(ReplicaMode mode) =>
        cluster.Settings with { Mode = mode, Incarnation = _incarnation + 1 };

    private void Live(Replica replica)
    {
        Replica = replica;
        cluster.Ledger.Started(id, replica.Executed);
        Run(replica.Step);
    }

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
        {
            if (output is ReplicaOutput.Persist { Record: var record })
                Disk.Write(record);
            cluster.CarryOut(this, output);
        }

        IsRecovering = Replica is { Mode: ReplicaMode.Recovering };
        if (Replica is not null)
            Assert.InRange(Replica.OpenSlots, 0, cluster.Settings.Window);
    }
}
