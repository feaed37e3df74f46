using System.Text.Encodings.Web;
using Akka.Actor;
using Akka.Cluster;
using Akka.Event;
using CretoAkka.Peers;
using static Akka.Cluster.ClusterEvent;

namespace CretoAkka.Clustering;

/// <summary>Feeds a <see cref="MemberTable"/> with the cluster's events, and the circuits with what follows.</summary>
internal sealed class ClusterSensorActor : ReceiveActor
{
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Cluster _cluster = Cluster.Get(Context.System);
    private readonly PeerCircuits _circuits;
    private readonly ClusterSensorOptions _options;
    private readonly MemberTable _table;

    /// <summary>Makes the actor.</summary>
    public static Props Props(PeerCircuits circuits, ClusterSensorOptions options) =>
        Akka.Actor.Props.Create(() => new ClusterSensorActor(circuits, options));

    /// <summary>For <see cref="Props"/> only.</summary>
    public ClusterSensorActor(PeerCircuits circuits, ClusterSensorOptions options)
    {
        (_circuits, _options) = (circuits, options);
        _table = new(_circuits.Self, _cluster.SelfAddress, options.Name);
        Receive<CurrentClusterState>(Begin);
        Receive<MemberUp>(m => Come([m.Member]));
        Receive<MemberRemoved>(m => Leave(m.Member.Address));
        Receive<IMemberEvent>(_ => { }); // On its way in or out: not yet.
        Receive<UnreachableMember>(m => Hint(m.Member.Address, PeerHint.MayBeGone));
        Receive<ReachableMember>(m => Hint(m.Member.Address, PeerHint.MayBeBack));
    }

    /// <inheritdoc/>
    protected override void PreStart() => _cluster.Subscribe(
        Self, SubscriptionInitialStateMode.InitialStateAsSnapshot, typeof(IMemberEvent), typeof(IReachabilityEvent));

    /// <inheritdoc/>
    protected override void PostStop() => _cluster.Unsubscribe(Self);

    private void Begin(CurrentClusterState state) => Come([.. state.Members.Where(m => m.Status == MemberStatus.Up)]);

    private void Come(IReadOnlyCollection<Member> members)
    {
        var changed = false;
        foreach (var node in members.Select(m => new ClusterNode(m.Address, m.Roles)))
        {
            if (!_table.Up(node))
                continue;
            changed = true;
            if (_options.AddsPeers && _table.At(node.Address) is { } peer)
                Add(peer, node);
        }
        if (changed)
            Declare();
    }

    private void Leave(Address address)
    {
        var peer = _table.At(address);
        if (!_table.Leave(address))
            return;
        Declare();
        if (_options.AddsPeers && peer is { } gone)
            _circuits.RemovePeer(gone);
    }

    // Who cannot be reached is a member all the same: it counts in n.
    private void Add(PeerId peer, ClusterNode node)
    {
        try
        {
            _circuits.AddPeer(peer, _options.Target(node));
        }
        catch (Exception e) when (e is ArgumentException or PeerLimitException)
        {
            // Gossip may name any host: what is no plain text is escaped.
            var address = JavaScriptEncoder.Default.Encode(node.Address.ToString());
            _log.Warning("Peer {Peer} at {Address} is not added: {Reason}", peer, address, e.Message);
        }
    }

    private void Declare()
    {
        if (!_options.DeclaresMembers || !_table.IsMember)
            return;
        var epoch = (_circuits.GetQuorum().Membership?.Epoch ?? 0) + 1;
        _circuits.SetMembership(epoch, _table.Members);
        _log.Info("Members of epoch {Epoch}: {Members}", epoch, string.Join(", ", _table.Members));
    }

    private void Hint(Address address, PeerHint hint)
    {
        if (_table.At(address) is { } peer)
            _circuits.Hint(peer, hint);
    }
}
