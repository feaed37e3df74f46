using Akka.Actor;
using CretoAkka.Circuits;
using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Links;
using CretoAkka.Core.Queues;
using CretoAkka.Core.Sessions;
using CretoAkka.Peers;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Sessions;

/// <summary>What one circuit does for messages: its queue and both sides of its session. Driven by its actor.</summary>
internal sealed partial class PeerLink
{
    private readonly CircuitGate _gate;
    private readonly LinkNode _node;
    private readonly IActorRef _self;
    private SessionPolicy _policy;
    private readonly OutboundQueue<Outgoing> _queue;
    private readonly DrainPace _pace;
    private readonly AnomalyLog _anomalies = new();
    private readonly InboundSession _inbound;
    private IPeerTransport? _transport;
    private OutboundSession? _session;
    private PlainSender? _plain;
    private long _counted;

    /// <summary>Makes the link of one circuit.</summary>
    /// <param name="gate">The circuit's decisions.</param>
    /// <param name="node">What this node's links share.</param>
    /// <param name="system">Where the targets of its messages are.</param>
    /// <param name="self">The circuit's actor, which answers go to.</param>
    public PeerLink(CircuitGate gate, LinkNode node, ExtendedActorSystem system, IActorRef self)
    {
        (_gate, _node, _self) = (gate, node, self);
        _policy = PolicyOf(gate, node);
        _queue = new(BoundsOf(node.Settings.Fallback));
        _pace = new(node.Settings.Fallback.DrainRate);
        _inbound = new(gate.Peer, node, _policy, new TargetFinder(system), _anomalies, self);
    }

    /// <summary>Whether messages reach the peer somehow.</summary>
    public bool IsConnected => _transport is not null;

    /// <summary>Tells how messages reach the peer, once.</summary>
    /// <param name="transport">How.</param>
    /// <param name="state">The circuit's state, as announced so far.</param>
    /// <param name="newIncarnation">To be told that the peer is another process.</param>
    public void Connect(IPeerTransport transport, CircuitState state, Action newIncarnation)
    {
        _transport = transport;
        var policy = new LinkPolicy(
            _policy, BoundsOf(_node.Settings.Fallback).Normal, _node.Settings.Session.ProbeInterval);
        if (_gate.Settings.Session)
            _session = new(_gate, _node, policy, transport, _queue, _pace, newIncarnation, _anomalies, _self);
        else
            _plain = new(_gate, transport, _queue, _pace, _self);
        if (state != CircuitState.Closed)
            Entered(state, _gate.Now);
    }

    /// <summary>The circuit's settings changed.</summary>
    public void Follow()
    {
        _policy = PolicyOf(_gate, _node);
        _session?.Follow(_policy);
    }

    /// <summary>The peer is at another address.</summary>
    public void MoveTo(string address) => _transport?.MoveTo(address);

    /// <summary>When <see cref="Advance"/> is to be called; null: not before something happens.</summary>
    public TimeSpan? NextDue(TimeSpan now)
    {
        var next = _session is not null ? _session.NextDue(now) : _plain?.NextDue;
        return _inbound.NextDue is { } ack && !(next <= ack) ? ack : next;
    }

    /// <summary>Does what is due, and shows how things stand.</summary>
    public void Advance(TimeSpan now)
    {
        try
        {
            _inbound.Advance(now);
            _session?.Advance(now);
            _plain?.Advance(now);
        }
        finally
        {
            KeepWithinNode(now);
            Show();
        }
    }

    /// <summary>The circuit went to another state. Sends nothing: what can fail follows by itself.</summary>
    public void Entered(CircuitState state, TimeSpan now)
    {
        if (state == CircuitState.Closed)
            _pace.Begin(_queue.Count, now);
        _session?.Entered(state, now);
        _plain?.Entered(state);
    }

    /// <summary>Takes in what the peer sent: it is alive, whatever its circuit says.</summary>
    public void Take(IInbound message, IActorRef sender, TimeSpan now)
    {
        if (_inbound.Take(message, sender, now))
            _session?.Hear(now);
    }

    /// <summary>Something else says that the peer may be there, or gone.</summary>
    public void Hint(PeerHint hint, TimeSpan now) => _session?.Hint(hint, now);

    /// <summary>A target is done with a message of the peer.</summary>
    public void Confirm(long delivery, TimeSpan now) => _inbound.Confirm(delivery, now);

    /// <summary>Takes in an answer of the peer.</summary>
    public void Take(IAnswer answer, TimeSpan now) => _session?.Take(answer, now);

    /// <summary>Ends every message that has not ended.</summary>
    public void End(PendingOutcome outcome)
    {
        _queue.EndAll(outcome);
        _session?.Abandon();
        Count();
        Show();
    }

    /// <summary>The protocol has left behind a lane's instances up to one: what waits of them ends.</summary>
    public void AdvanceWatermark(string lane, long instance)
    {
        _queue.AdvanceWatermark(lane, instance);
        Count();
        Show();
    }

    private void KeepWithinNode(TimeSpan now)
    {
        Count();
        while (_node.Queues.IsExceededBy(_queue.Bytes) && _queue.DropOldest(now) is not null)
            Count();
    }

    private void Count()
    {
        _node.Queues.Change(_counted, _queue.Bytes);
        _counted = _queue.Bytes;
    }

    private void Show()
    {
        var before = _gate.Link;
        var stats = _gate.Link = Stats();
        if (stats.IsBusy != before.IsBusy)
            _node.Publish(new CircuitProtocol.PeerBusy(_gate.Peer, stats.IsBusy));
    }

    private MessageStats Stats() => new(
        _queue.Count,
        _queue.Bytes,
        _session?.Outstanding ?? 0,
        _session?.IsEstablished ?? false,
        _anomalies.Ignored,
        _queue.Ledger)
    {
        Unauthenticated = _anomalies.Unauthenticated,
        Anomalies = _anomalies.Counts,
        Trickled = _session?.Trickled ?? 0,
        IsBusy = _queue.IsBusy,
        Critical = _queue.Stats(MessageClass.Critical),
        Normal = _queue.Stats(MessageClass.Normal),
        Bulk = _queue.Stats(MessageClass.Bulk),
    };

    private static OutboundPolicy BoundsOf(FallbackSettings fallback)
    {
        var bounds = new QueuePolicy(
            fallback.MaxQueueSize, fallback.MaxQueueBytes, fallback.MaxQueueTime, fallback.MaxRetries);
        return new OutboundPolicy { Critical = bounds, Normal = bounds, Bulk = bounds };
    }

    private static SessionPolicy PolicyOf(CircuitGate gate, LinkNode node)
    {
        var session = node.Settings.Session;
        return SessionPolicy.Default with
        {
            WindowMessages = session.WindowMessages,
            WindowBytes = (int)session.WindowBytes,
            MinTimeout = session.MinTimeout,
            MaxTimeout = gate.Settings.AdaptiveTimeout?.MaxTimeout ?? gate.Settings.RequestTimeout,
            MarkersPerTimeout = gate.Settings.Circuit.FailureThreshold,
            FirstMarkers = gate.Settings.AdaptiveTimeout?.MinSamples ?? 0,
            KeepAlive = session.KeepAlive,
            FrameBytes = Math.Min(SessionPolicy.Default.FrameBytes, node.Codec.MaxBytes),
        };
    }
}
