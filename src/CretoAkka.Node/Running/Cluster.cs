using System.Collections.Immutable;
using Akka.Configuration;
using CretoAkka.Circuits;
using CretoAkka.Core.Circuits;
using CretoAkka.Node.Clients;
using CretoAkka.Node.Faults;
using CretoAkka.Node.Replicas;
using CretoAkka.Node.Signing;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Store;
using CretoAkka.Quorums;

namespace CretoAkka.Node.Running;

/// <summary>
/// Four nodes in one process, each its own actor system behind its own proxy, and the faults they can be given.
/// </summary>
internal sealed class Cluster : IAsyncDisposable
{
    /// <summary>The node that the tour's faults hit.</summary>
    public const string Victim = "node-4";

    /// <summary>The names of all nodes, in order.</summary>
    public static readonly ImmutableArray<string> Names = ["node-1", "node-2", "node-3", Victim];

    private readonly Keyring _keys;

    private Cluster(Keyring keys, FaultNetwork network, ImmutableArray<ClusterNode> nodes) =>
        (_keys, Network, Nodes) = (keys, network, nodes);

    /// <summary>The nodes, in order.</summary>
    public ImmutableArray<ClusterNode> Nodes { get; }

    /// <summary>The nodes that are hit by no fault of the tour, and whose circuits are counted.</summary>
    public IEnumerable<ClusterNode> Observers => Nodes.Where(node => node.Name != Victim);

    /// <summary>The proxies.</summary>
    public FaultNetwork Network { get; }

    /// <summary>The account kept beside the replicas.</summary>
    public required Ledger Ledger { get; init; }

    /// <summary>What users were told.</summary>
    public required RunCounters Counters { get; init; }

    /// <summary>Makes the nodes and starts them.</summary>
    /// <param name="config">All settings.</param>
    /// <param name="settings">The demonstrator's own.</param>
    /// <param name="store">Makes an empty store for the replica of this name.</param>
    /// <param name="onEvent">Hears the events of circuits and quorum, with the name of their observer.</param>
    public static Cluster Start(
        Config config,
        DemoSettings settings,
        Func<string, IStateMachine> store,
        Action<string, object> onEvent)
    {
        var group = new ReplicaGroup(Names);
        var keys = new Keyring(Names.Concat(Names.SelectMany(ClientNames.Of)));
        var targets = Names.Zip(FreePorts.Find(Names.Length)).ToDictionary(pair => pair.First, pair => pair.Second);
        var network = new FaultNetwork(targets);
        var addresses = Names.ToDictionary(name => name, name => NodeAddress.Local(network[name].Port));
        var (ledger, counters) = (new Ledger(), new RunCounters());

        NodeSpec Spec(string name) => new()
        {
            Name = name,
            Listen = NodeAddress.Local(targets[name]),
            Addresses = addresses,
            Config = config,
            Group = group,
            Keys = keys,
            Ledger = ledger,
            Gateway = new GatewaySettings { RetryInterval = settings.ClientRetry, Timeout = settings.ClientTimeout },
            Replica = mode => new ReplicaLife(new Replica(
                group, SettingsOf(mode), keys.SignerOf(name), keys, store(name))),
            Registry = global::Prometheus.Metrics.NewCustomRegistry(),
            OnEvent = happened => OnEvent(name, happened),
        };

        void OnEvent(string name, object happened)
        {
            if (happened is CircuitProtocol.CircuitClosed && name != Victim)
                counters.Recover();
            if (Quarantined(happened) is { } peer && name != Victim)
                counters.Quarantine(name, peer);
            onEvent(name, happened);
        }

        ImmutableArray<ClusterNode> nodes = [.. Names.Select(name => new ClusterNode(Spec(name), counters))];
        foreach (var node in nodes)
            network.MoveTo(node.Name, node.Start());
        foreach (var node in nodes)
            node.System!.Join();
        return new Cluster(keys, network, nodes) { Ledger = ledger, Counters = counters };
    }

    // At once, an open circuit too; or later, when there was no place for it before.
    private static PeerId? Quarantined(object happened) => happened switch
    {
        QuorumProtocol.EvidenceReported { IsQuarantined: true } e => e.Peer,
        CircuitProtocol.CircuitOpened { Cause: TransitionCause.Evidence } e => e.Peer,
        _ => default(PeerId?),
    };

    /// <summary>Kills a node as its process's death would: no farewell, its connections reset.</summary>
    public Task KillAsync(ClusterNode node)
    {
        Network.Cut(node.Name);
        return node.KillAsync();
    }

    /// <summary>Starts a killed node again, reached at the same port, with nothing in memory.</summary>
    public async Task RestartAsync(ClusterNode node)
    {
        Network.MoveTo(node.Name, await node.RestartAsync());
        Network.Restore(node.Name);
        node.System!.Join();
    }

    /// <summary>The circuits that the observers hold towards <paramref name="peer"/>.</summary>
    public IEnumerable<CircuitState> StatesTowards(string peer) => Observers
        .Where(node => node.Name != peer)
        .Select(node => node.System!.Circuits.GetStats(peer).State);

    /// <summary>What became of the observers' messages, of all to all.</summary>
    public IEnumerable<MessageStats> Messages =>
        from node in Observers
        let circuits = node.System!.Circuits
        from peer in circuits.GetStats().Keys
        select circuits.GetMessages(peer);

    /// <summary>How often an observer would have cut off more than the protocol tolerates.</summary>
    public long IsolationRefused => Observers.Sum(node => node.System!.Circuits.GetQuorum().Refusals);

    /// <summary>Trips at the observers, from the same statistics as their metric.</summary>
    public long Opened => Observers.Sum(node => node.System!.Circuits.GetStats().Values.Sum(stats => stats.Trips));

    public async ValueTask DisposeAsync()
    {
        // A frozen node would wait for its peers' farewell.
        Network.Thaw(Victim);
        await Task.WhenAll(Nodes.Select(node => node.DisposeAsync().AsTask()));
        await Network.DisposeAsync();
        _keys.Dispose();
    }

    private static ReplicaSettings SettingsOf(ReplicaMode mode) => ReplicaSettings.Default with
    {
        Mode = mode, Incarnation = Random.Shared.NextInt64(1, long.MaxValue),
    };
}
