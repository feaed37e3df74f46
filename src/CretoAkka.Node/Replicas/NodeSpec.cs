using Akka.Configuration;
using CretoAkka.Node.Clients;
using CretoAkka.Node.Signing;
using CretoAkka.Pbft.Replication;
using Prometheus;

namespace CretoAkka.Node.Replicas;

/// <summary>What one node is made of, through all its lives. Immutable.</summary>
internal sealed record NodeSpec
{
    /// <summary>The node and its replica.</summary>
    public required string Name { get; init; }

    /// <summary>Where Akka.Remote listens.</summary>
    public required NodeAddress Listen { get; init; }

    /// <summary>Where each node is reached, this one too.</summary>
    public required IReadOnlyDictionary<string, NodeAddress> Addresses { get; init; }

    /// <summary>The settings, sections <c>creto</c> and <c>akka</c> among them.</summary>
    public required Config Config { get; init; }

    /// <summary>What wins over all other settings.</summary>
    public Config Overlay { get; init; } = Config.Empty;

    /// <summary>Who replicates.</summary>
    public required ReplicaGroup Group { get; init; }

    /// <summary>Everybody's keys.</summary>
    public required INodeKeys Keys { get; init; }

    /// <summary>The account kept beside the replicas.</summary>
    public required Ledger Ledger { get; init; }

    /// <summary>How patient the node's clients are.</summary>
    public required GatewaySettings Gateway { get; init; }

    /// <summary>Begins the next life of the replica; told whether it may vote at once where it has no disk.</summary>
    public required Func<ReplicaMode, ReplicaLife> Replica { get; init; }

    /// <summary>Where clients that no node speaks for fetch replies.</summary>
    public ReplyDesk Desk { get; init; } = ReplyDesk.Closed;

    /// <summary>Takes the node's metrics, through all its lives.</summary>
    public required CollectorRegistry Registry { get; init; }

    /// <summary>Hears the events of circuits and quorum; called on an actor's thread.</summary>
    public required Action<object> OnEvent { get; init; }

    /// <summary>Whether the node speaks as one of a version to come would.</summary>
    public bool RehearsesUpgrade { get; init; }

    /// <summary>The other nodes.</summary>
    public IEnumerable<string> Peers => Group.Replicas.Where(name => name != Name);

    /// <summary>
    /// The name of every node's actor system, as Akka.Cluster wants it; null: each is named as its node.
    /// </summary>
    public string? SharedSystem { get; init; }

    /// <summary>The name of this node's actor system.</summary>
    public string SystemName => SharedSystem ?? Name;

    /// <summary>The path of a node's replica.</summary>
    public string AddressOf(string node) => $"akka.tcp://{SharedSystem ?? node}@{Addresses[node]}/user/replica";
}
