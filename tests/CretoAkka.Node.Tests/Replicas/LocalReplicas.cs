using System.Collections.Concurrent;
using Akka.Actor;
using CretoAkka.Circuits;
using CretoAkka.Node.Clients;
using CretoAkka.Node.Replicas;
using CretoAkka.Node.Signing;
using CretoAkka.Pbft.Clients;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Store;
using CretoAkka.Quorums;

namespace CretoAkka.Node.Tests.Replicas;

/// <summary>
/// Four replicas with their gateways in actor systems without a network: messages are handed over, or dropped.
/// </summary>
internal sealed class LocalReplicas : IAsyncDisposable
{
    private readonly Dictionary<string, ActorSystem> _systems = [];
    private readonly Dictionary<string, IActorRef> _replicas = [];
    private readonly HashSet<string> _deaf = [];

    public LocalReplicas(GatewaySettings settings)
    {
        Group = new ReplicaGroup(["node-1", "node-2", "node-3", "node-4"]);
        Keys = new Keyring(Group.Replicas.Concat(Group.Replicas.SelectMany(ClientNames.Of)));
        foreach (var name in Group.Replicas)
            Start(name, settings);
    }

    public ReplicaGroup Group { get; }

    public Keyring Keys { get; }

    public Ledger Ledger { get; } = new();

    /// <summary>Who charged whom.</summary>
    public ConcurrentQueue<(string By, string Whom, EvidenceKind Kind)> Charged { get; } = [];

    /// <summary>What was sent to one alone.</summary>
    public ConcurrentQueue<(string From, string To, MessageKind Kind)> Sent { get; } = [];

    /// <summary>What whose links were told that nobody needs.</summary>
    public ConcurrentQueue<(string By, string Lane, long Instance)> Watermarks { get; } = [];

    public Dictionary<string, Gateway> Gateways { get; } = [];

    /// <summary>From now on messages of other replicas do not arrive there.</summary>
    public void Deafen(string replica)
    {
        lock (_deaf)
            _deaf.Add(replica);
    }

    /// <summary>Hands a replica whatever it may get from the network.</summary>
    public void Tell(string replica, SignedMessage message) =>
        Tell(replica, message, provenBy: null);

    /// <summary>Hands it over as from a replica that has proven itself by its session.</summary>
    public void Tell(string replica, SignedMessage message, string? provenBy) => _replicas[replica].Tell(
        new ProtocolFrame(message.Encoded.Span.ToArray()), provenBy is null ? ActorRefs.NoSender : _replicas[provenBy]);

    /// <summary>A node's circuits tell it that a peer is back.</summary>
    public void Recover(string replica, string peer) =>
        _systems[replica].EventStream.Publish(new CircuitProtocol.PeerRecovered(peer));

    /// <summary>From now on what a node logs as an error is received there.</summary>
    public Inbox Errors(string replica)
    {
        var inbox = Inbox.Create(_systems[replica]);
        _systems[replica].EventStream.Subscribe(inbox.Receiver, typeof(Akka.Event.Error));
        return inbox;
    }

    /// <summary>Something else of a node logs an error.</summary>
    public void Fail(string replica, string what) =>
        _systems[replica].EventStream.Publish(new Akka.Event.Error(null, "test", GetType(), what));

    public void Heal(string replica)
    {
        lock (_deaf)
            _deaf.Remove(replica);
    }

    public Task<ReplicaProtocol.ReplicaStatus> StatusAsync(string replica) =>
        _replicas[replica].Ask<ReplicaProtocol.ReplicaStatus>(ReplicaProtocol.GetStatus.Instance, Await.Limit);

    public async Task SameAsync()
    {
        await Await.ThatAsync(
            () => Group.Replicas.Select(name => StatusAsync(name).Result.Executed).Distinct().Count() == 1,
            "all replicas have executed the same");
        Assert.Single(Group.Replicas.Select(name => StatusAsync(name).Result)
            .Select(status => (status.State, status.History)).Distinct());
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_systems.Values.Select(system => system.Terminate()));
        Keys.Dispose();
    }

    private void Start(string name, GatewaySettings settings)
    {
        var system = _systems[name] = ActorSystem.Create(
            name, "akka { loglevel = ERROR, stdout-loglevel = OFF, loggers = [] }");
        var gateway = system.ActorOf(
            GatewayActor.Props(
                settings,
                [.. ClientNames.Of(name).Select(Keys.SignerOf)],
                () => new ReplyCollector(Group, Keys, ClientNames.PerNode),
                Ledger,
                TimeProvider.System),
            "gateway");
        Gateways[name] = new Gateway(gateway, Await.Limit);
        _replicas[name] = system.ActorOf(
            ReplicaActor.Props(
                () => new ReplicaLife(new Replica(
                    Group, ReplicaSettings.Default, Keys.SignerOf(name), Keys, new KeyValueStore())),
                new Links(this, name),
                Ledger,
                gateway,
                ReplyDesk.Closed,
                TimeProvider.System),
            "replica");
    }

    private void Deliver(string from, string to, ProtocolFrame frame)
    {
        lock (_deaf)
        {
            if (!_deaf.Contains(to) && !_deaf.Contains(from) && _replicas.TryGetValue(to, out var replica))
                replica.Tell(frame);
        }
    }

    private sealed class Links(LocalReplicas all, string self) : IPeerLinks
    {
        public void Send(string replica, ProtocolFrame frame, MessageTraits traits)
        {
            if (SignedMessage.TryDecode(frame.Bytes, out var message, out _))
                all.Sent.Enqueue((self, replica, message.Message.Kind));
            all.Deliver(self, replica, frame);
        }

        public void Charge(string replica, EvidenceKind kind, object proof) => all.Charged.Enqueue((self, replica, kind));

        public string? ProvenSender(IActorRef? sender) =>
            all._replicas.FirstOrDefault(replica => replica.Value.Equals(sender)).Key;

        public void AdvanceWatermark(string lane, long instance) => all.Watermarks.Enqueue((self, lane, instance));

        public void Broadcast(ProtocolFrame frame, MessageTraits traits)
        {
            foreach (var replica in all.Group.Replicas.Where(replica => replica != self))
                all.Deliver(self, replica, frame);
        }
    }
}
