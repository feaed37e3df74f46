using Akka.Actor;
using Akka.Actor.Setup;
using CretoAkka.Node.Clients;
using CretoAkka.Pbft.Clients;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Prometheus;

namespace CretoAkka.Node.Replicas;

/// <summary>One life of a node: an actor system with its circuits, its replica and its gateway. Thread-safe.</summary>
internal sealed class NodeSystem : IAsyncDisposable
{
    private static readonly TimeSpan StatusTimeout = TimeSpan.FromSeconds(5);

    private readonly ExtendedActorSystem _system;
    private readonly IActorRef _replica;
    private readonly PrometheusCircuitMetrics _metrics;
    private readonly CircuitLinks _links;
    private readonly NodeSpec _spec;

    private NodeSystem(NodeSpec spec, ReplicaMode mode, ActorSystem system, PrometheusCircuitMetrics metrics)
    {
        (_spec, _system, _metrics) = (spec, (ExtendedActorSystem)system, metrics);
        Circuits = PeerCircuits.Get(system);
        Circuits.ExportTo(metrics);
        _links = new CircuitLinks(_system, Circuits);
        system.ActorOf(Props.Create(() => new CircuitWatcher(spec.OnEvent)), "circuit-watcher");
        var gateway = system.ActorOf(GatewayProps(spec), "gateway");
        _replica = system.ActorOf(ReplicaProps(spec, mode, gateway, _links), "replica");
        if (spec.RehearsesUpgrade)
            system.ActorOf(NextKinds.Props(spec.Keys.SignerOf(spec.Name), _links), "next-kinds");
        Gateway = new Gateway(gateway, spec.Gateway.Timeout + TimeSpan.FromSeconds(1));
    }

    /// <summary>The node's circuits.</summary>
    public PeerCircuits Circuits { get; }

    /// <summary>The store, for users of this node.</summary>
    public Gateway Gateway { get; }

    /// <summary>Ends once the actor system has.</summary>
    public Task Terminated => _system.WhenTerminated;

    /// <summary>Starts a node.</summary>
    /// <param name="spec">What it is made of.</param>
    /// <param name="mode">Recovering, unless it has a disk or never voted before.</param>
    public static NodeSystem Start(NodeSpec spec, ReplicaMode mode)
    {
        var config = spec.Overlay
            .WithFallback(RemoteConfig.Of(spec.Listen, spec.Addresses[spec.Name])).WithFallback(spec.Config);
        var setup = ActorSystemSetup.Create(
            BootstrapSetup.Create().WithConfig(config),
            new PeerCircuitsSetup
            {
                Authenticator = spec.Keys.AuthenticatorOf(spec.Name, spec.Peers),
                RehearsesUpgrade = spec.RehearsesUpgrade,
            });
        return Over(ActorSystem.Create(spec.SystemName, setup), spec, mode);
    }

    // What cannot begin leaves nothing behind: neither a system that listens, nor metrics that nobody fills.
    private static NodeSystem Over(ActorSystem system, NodeSpec spec, ReplicaMode mode)
    {
        PrometheusCircuitMetrics? metrics = null;
        try
        {
            metrics = PrometheusCircuitMetrics.Create(spec.Registry, PeerCircuits.Get(system).Settings.Metrics);
            return new NodeSystem(spec, mode, system, metrics);
        }
        catch
        {
            metrics?.Dispose();
            ((ExtendedActorSystem)system).Abort();
            throw;
        }
    }

    /// <summary>Begins to talk to the other nodes.</summary>
    public void Join()
    {
        Circuits.SetMembership(epoch: 1, _spec.Peers.Append(_spec.Name).Select(name => (PeerId)name));
        _links.Join(_spec.Peers.Select(peer => (peer, _spec.AddressOf(peer))));
    }

    /// <summary>The node's actor system.</summary>
    public ActorSystem Actors => _system;

    /// <summary>Hands the replica a request of a client that fetches the reply itself.</summary>
    public void Submit(SignedMessage request) => _replica.Tell(new ReplicaProtocol.Submit(request, ToAll: false));

    /// <summary>Where the replica is; null if the node is down.</summary>
    public async Task<ReplicaProtocol.ReplicaStatus?> StatusAsync()
    {
        if (Terminated.IsCompleted)
            return null;
        using var limit = new CancellationTokenSource(StatusTimeout);
        try
        {
            return await PrivateQuestion.AskAsync<ReplicaProtocol.ReplicaStatus>(
                _system, _replica, ReplicaProtocol.GetStatus.Instance, limit.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>
    /// Breaks the protocol as a Byzantine replica may: votes for two things at one place, under its own key.
    /// </summary>
    /// <param name="view">The view it votes in.</param>
    /// <param name="place">The place it votes for.</param>
    public void Equivocate(long view, long place)
    {
        var signer = _spec.Keys.SignerOf(_spec.Name);
        foreach (var digest in new[] { Digest.Of("one"u8), Digest.Of("another"u8) })
        {
            var vote = SignedMessage.Sign(new Prepare(_spec.Name, view, place, digest), signer);
            _links.Broadcast(new ProtocolFrame(vote.Encoded.Span.ToArray()), MessageTraits.Default);
        }
    }

    /// <summary>Dies: no farewell to anybody, unlike a shutdown.</summary>
    public async Task AbortAsync()
    {
        _system.Abort();
        await Terminated;
    }

    /// <summary>Ends the node; its metrics leave the registry.</summary>
    public async ValueTask DisposeAsync()
    {
        await _system.Terminate();
        _metrics.Dispose();
    }

    private static Props GatewayProps(NodeSpec spec) => GatewayActor.Props(
        spec.Gateway,
        ClientNames.Of(spec.Name).Select(spec.Keys.SignerOf).ToArray(),
        () => new ReplyCollector(spec.Group, spec.Keys, ClientNames.PerNode),
        spec.Ledger,
        TimeProvider.System);

    private static Props ReplicaProps(
        NodeSpec spec, ReplicaMode mode, IActorRef gateway, CircuitLinks links) => ReplicaActor.Props(
        () =>
        {
            var life = spec.Replica(mode);
            // An actor that is restarted after a fault has forgotten what it voted for.
            mode = ReplicaMode.Recovering;
            return life;
        },
        links,
        spec.Ledger,
        gateway,
        spec.Desk,
        TimeProvider.System);
}
