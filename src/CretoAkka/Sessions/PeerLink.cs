using Akka.Actor;
using CretoAkka.Circuits;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;
using CretoAkka.Core.Sessions;
using static CretoAkka.Circuits.CircuitProtocol;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Sessions;

/// <summary>What one circuit does for messages: its queue and both sides of its session. Driven by its actor.</summary>
internal sealed class PeerLink
{
    private readonly CircuitGate _gate;
    private readonly LinkNode _node;
    private readonly IActorRef _self;
    private readonly PendingQueue<Outgoing> _queue;
    private readonly InboundSession _inbound;
    private readonly IPeerTransport? _transport;
    private readonly OutboundSession? _outbound;
    private long _counted;

    /// <summary>Makes the link of one circuit.</summary>
    /// <param name="gate">The circuit's decisions.</param>
    /// <param name="node">What this node's links share.</param>
    /// <param name="transport">How messages reach the peer; null: they do not.</param>
    /// <param name="system">Where the targets of its messages are.</param>
    /// <param name="newIncarnation">To be told that the peer is another process.</param>
    /// <param name="self">The circuit's actor, which answers go to.</param>
    public PeerLink(
        CircuitGate gate,
        LinkNode node,
        IPeerTransport? transport,
        ExtendedActorSystem system,
        Action newIncarnation,
        IActorRef self)
    {
        (_gate, _node, _transport, _self) = (gate, node, transport, self);
        var (fallback, policy) = (node.Settings.Fallback, PolicyOf(gate, node));
        _queue = new(new QueuePolicy(
            fallback.MaxQueueSize, fallback.MaxQueueBytes, fallback.MaxQueueTime, fallback.MaxRetries));
        _inbound = new(gate.Peer, node, policy, new TargetFinder(system), self);
        if (transport is not null && gate.Settings.Session)
            _outbound = new(gate, node, policy, transport, _queue, newIncarnation, self);
    }

    /// <summary>When <see cref="Advance"/> is to be called; null: not before something happens.</summary>
    public TimeSpan? NextDue(TimeSpan now)
    {
        var next = _outbound?.NextDue(now) ?? _queue.NextExpiry;
        return _inbound.NextDue is { } ack && !(next <= ack) ? ack : next;
    }

    /// <summary>Takes a message; <see cref="Advance"/> sends it.</summary>
    public IReply Send(object payload, MessageTraits traits, TimeSpan now)
    {
        if (_transport is null)
            return new Rejected(_gate.Peer, $"Peer '{_gate.Peer}' has no address: it takes calls only.", null);
        if (_outbound is null && _gate.Circuit.State == CircuitState.Closed && _queue.Count == 0)
            return TellPlain(payload);
        if (!_node.Codec.TryWrite(payload, out var written, out var refusal))
            return new Rejected(_gate.Peer, refusal!, null);

        var message = _outbound is null ? written! with { Plain = payload } : written!;
        var result = _queue.Enqueue(message, message.Data.Length, now, now + traits.Expiry);
        if (result.IsTooLarge)
            return new Rejected(_gate.Peer, $"A {payload.GetType().Name} is larger than the peer's queue.", null);
        return _gate.Circuit.State == CircuitState.Closed && _outbound is { IsEstablished: true }
            ? new Sent(_gate.Peer)
            : new Queued(_gate.Peer, result.Position, traits.Expiry ?? _node.Settings.Fallback.MaxQueueTime);
    }

    /// <summary>Does what is due, and shows how things stand.</summary>
    public void Advance(TimeSpan now)
    {
        _inbound.Advance(now);
        if (_outbound is not null)
            _outbound.Advance(now);
        else
            DrainPlain(now);
        KeepWithinNode(now);
        Show();
    }

    /// <summary>The circuit went to another state.</summary>
    public void Entered(CircuitState state, TimeSpan now) => _outbound?.Entered(state, now);

    /// <summary>Takes in what the peer sent: it is alive, whatever its circuit says.</summary>
    public void Take(IInbound message, IActorRef sender, TimeSpan now)
    {
        _inbound.Take(message, sender, now);
        _outbound?.Hint(now);
    }

    /// <summary>A target is done with a message of the peer.</summary>
    public void Confirm(long number, TimeSpan now) => _inbound.Confirm(number, now);

    /// <summary>Takes in an answer of the peer.</summary>
    public void Take(IAnswer answer, TimeSpan now) => _outbound?.Take(answer, now);

    /// <summary>Ends every message that has not ended.</summary>
    public void End(PendingOutcome outcome)
    {
        _outbound?.Abandon();
        _queue.RemoveAll(outcome);
        KeepWithinNode(_gate.Now);
        Show();
    }

    private Sent TellPlain(object payload)
    {
        _transport!.TellPlain(payload, _self);
        return new(_gate.Peer);
    }

    private void DrainPlain(TimeSpan now)
    {
        _queue.Expire(now);
        while (_gate.Circuit.State == CircuitState.Closed && _queue.TryDequeue(out var message))
        {
            _transport!.TellPlain(message.Item.Plain!, _self);
            _queue.End(message, PendingOutcome.Delivered);
        }
    }

    private void KeepWithinNode(TimeSpan now)
    {
        Count();
        while (_node.Queues.IsExceeded && _queue.DropOldest(now) is not null)
            Count();
    }

    private void Count()
    {
        _node.Queues.Add(_queue.Bytes - _counted);
        _counted = _queue.Bytes;
    }

    private void Show() => _gate.Link = new MessageStats(
        _queue.Count, _queue.Bytes, _outbound?.Outstanding ?? 0, _outbound?.IsEstablished ?? false, _queue.Ledger);

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
            KeepAlive = session.KeepAlive,
        };
    }
}
