using System.Collections.Immutable;
using Akka.Actor;
using CretoAkka.Circuits;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Links;
using CretoAkka.Core.Queues;
using CretoAkka.Core.Sessions;
using CretoAkka.Peers;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Sessions;

/// <summary>
/// The sending side of one peer's session on the wire: what leaves and when is
/// <see cref="OutboundLink{TItem, TPermit}"/>'s to say, who may answer is told here. Driven by its circuit's actor.
/// </summary>
internal sealed partial class OutboundSession : IPeerWay<Outgoing>
{
    private readonly CircuitGate _gate;
    private readonly LinkNode _node;
    private readonly IPeerTransport _transport;
    private readonly AnomalyLog _anomalies;
    private readonly IActorRef _self;
    private readonly OutboundLink<Outgoing, Admission> _link;

    public OutboundSession(
        CircuitGate gate,
        LinkNode node,
        LinkPolicy policy,
        IPeerTransport transport,
        OutboundQueue<Outgoing> queue,
        DrainPace pace,
        Action newIncarnation,
        AnomalyLog anomalies,
        IActorRef self)
    {
        (_gate, _node, _transport, _anomalies, _self) = (gate, node, transport, anomalies, self);
        _link = new(new ProbeReporter(gate, newIncarnation), this, queue, pace, policy);
    }

    /// <summary>Whether the peer has answered the opening of this session.</summary>
    public bool IsEstablished => _link.IsEstablished;

    /// <summary>Messages sent and not acknowledged.</summary>
    public int Outstanding => _link.Outstanding;

    /// <summary>Messages that were sent while the circuit was not closed.</summary>
    public long Trickled => _link.Trickled;

    /// <summary>Whether all that waits would be sent now.</summary>
    public bool HasRoomForAll => _link.HasRoomForAll;

    /// <summary>Goes by other numbers from now on; the window stays.</summary>
    public void Follow(SessionPolicy changed) => _link.Follow(changed);

    /// <summary>Does what is due.</summary>
    public void Advance(TimeSpan now)
    {
        _link.Elapse(now);
        _link.Advance(now);
    }

    /// <summary>When <see cref="Advance"/> is to be called next; whoever calls later has been held up.</summary>
    /// <returns>Null: not before something happens.</returns>
    public TimeSpan? NextDue(TimeSpan now) => _link.NextDue(now);

    /// <summary>The circuit went to another state. Sends nothing.</summary>
    public void Entered(CircuitState state, TimeSpan now) => _link.Entered(state, now);

    /// <summary>The peer itself said something.</summary>
    public void Hear(TimeSpan now) => _link.Hear(now);

    /// <summary>Somebody else says something of the peer.</summary>
    public void Hint(PeerHint hint, TimeSpan now) => _link.Hint(hint == PeerHint.MayBeBack, now);

    /// <summary>Nothing is on its way any more: all of it has ended.</summary>
    public void Abandon() => _link.Abandon(_gate.Now);

    ulong IPeerWay<Outgoing>.NextNonce() => _node.NextNonce();

    void IPeerWay<Outgoing>.SayHello(ulong nonce, long ping, bool resolve)
    {
        if (resolve)
            _transport.Resolve();
        var hello = new Hello(_node.Name, nonce, _node.Incarnation, ping, WireVersion, _node.HighestVersion);
        _transport.Tell(Signed(hello), _self);
        if (_node.RehearsesUpgrade)
            _transport.Tell(new Unknown(_node.Name), _self);
    }

    void IPeerWay<Outgoing>.Tell(LinkFrame<Outgoing> frame)
    {
        var payloads = ImmutableArray.CreateBuilder<Payload>(frame.Messages.Length);
        foreach (var (number, item) in frame.Messages)
            payloads.Add(new(number, item.Serializer, item.Manifest, item.Data));
        var written = new Frame(
            _node.Name, frame.Nonce, frame.To, frame.Lowest, frame.Marker, _transport.Target,
            payloads.MoveToImmutable())
        {
            IsBulk = frame.IsBulk,
            Key = _handshake?.Keys?.Frames,
        };
        _transport.Tell(written, _self);
    }

    void IPeerWay<Outgoing>.Left()
    {
        _handshake?.Dispose();
        _handshake = null;
    }

    // The queue's own ledger is what is shown of them.
    void IPeerWay<Outgoing>.Taken(Pending<Outgoing> message)
    {
    }

    void IPeerWay<Outgoing>.Ended(Pending<Outgoing> message, PendingOutcome outcome)
    {
    }

    void IPeerWay<Outgoing>.Ended(IReadOnlyList<Ended<Outgoing>> messages)
    {
    }
}
