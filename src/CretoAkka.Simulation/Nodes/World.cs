using CretoAkka.Pbft.Replication;
using CretoAkka.Simulation.Checks;
using CretoAkka.Simulation.Engine;
using CretoAkka.Simulation.Links;
using CretoAkka.Simulation.Networks;

namespace CretoAkka.Simulation.Nodes;

/// <summary>What all nodes of a run share.</summary>
/// <param name="Agenda">Time.</param>
/// <param name="Network">What connects them.</param>
/// <param name="Group">Who replicates.</param>
/// <param name="Links">What their links obey.</param>
/// <param name="Replicas">What the replicas obey.</param>
/// <param name="Ledger">Who watches that they agree.</param>
/// <param name="Log">What happened.</param>
internal sealed record World(
    Agenda Agenda,
    VirtualNetwork Network,
    ReplicaGroup Group,
    LinkSettings Links,
    ReplicaSettings Replicas,
    AgreementLedger Ledger,
    EventLog Log)
{
    /// <summary>L: open places after the last stable checkpoint.</summary>
    public int Window { get; } = new Watermarks(Group, Replicas).Window;

    private readonly HashSet<int> _liars = [];
    private long _incarnations;

    /// <summary>Nodes that may do anything.</summary>
    public IReadOnlyCollection<int> Liars => _liars;

    /// <summary>A number for a process that no other has.</summary>
    public long NextIncarnation() => ++_incarnations;

    /// <summary>A node is no correct one from the beginning.</summary>
    public void AddLiar(int node) => _liars.Add(node);

    /// <summary>Whether a node may do anything.</summary>
    public bool IsLying(int node) => _liars.Contains(node);
}
