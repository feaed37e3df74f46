using Akka.Actor;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;
using CretoAkka.Fallback;
using CretoAkka.Latency;
using CretoAkka.Metrics;
using CretoAkka.Peers;
using CretoAkka.Sessions;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Circuits;

/// <content>Messages to the peer and from it.</content>
internal sealed partial class CircuitActor
{
    // None before the first message from or to the peer: one that takes calls only needs no queue and no session.
    private PeerLink? _link;
    private WakeUp _due;
    private bool _flushing;
    private bool _isLeaving;

    private void Connect(CircuitGate gate)
    {
        if (gate.Settings.LocalTarget is { } target)
            Connect(gate.Peer, new LocalTransport(target));
        else if (gate.Address is { } address)
            Connect(gate.Peer, _node.Node.Connect(address));
    }

    private void Connect(PeerId peer, IPeerTransport transport)
    {
        Link.Connect(transport, _state, () => _node.Latency.Tell(new LatencyActor.Begin(peer)));
        Flush();
    }

    private void Relocate(string address)
    {
        if (_link is { IsConnected: true })
            _link.MoveTo(address);
        else
            Connect(_gate.Peer, _node.Node.Connect(address));
    }

    private void HandleMessages(object message)
    {
        var now = _gate.Now;
        switch (message)
        {
            case SessionProtocol.IInbound inbound:
                Link.Take(inbound, Sender, now);
                break;
            case SessionProtocol.IAnswer answer:
                _link?.Take(answer, now);
                break;
            case InboundSession.PassOn asked:
                Pass(asked);
                break;
            case PeerSupervisor.Carry relayed:
                Carry(relayed.Message);
                break;
            case AdvanceWatermark mark:
                Link.AdvanceWatermark(mark.Lane, mark.Instance);
                break;
            case RemoteSensor.Hinted hinted:
                _link?.Hint(hinted.Hint, now);
                break;
            case Move moved:
                Relocate(moved.Address);
                break;
            case Flushed:
                _flushing = false;
                break;
            case LinkDue:
                _due.Cancel(); // It has come: the next one is set even if this came early.
                break;
            default:
                Unhandled(message);
                return;
        }
        AdvanceLink();
    }

    private IReply? Take(Send message, MessageTraits traits)
    {
        if (_state != CircuitState.Closed && traits.Substitutable)
        {
            _node.Fallback.Tell(new FallbackRouter.Route(_gate, message with { Traits = traits }, Sender));
            return null;
        }
        Flush();
        var reply = Link.Send(message.Payload, traits, _gate.Now, message.Writing);
        Note(reply);
        return reply;
    }

    private void Note(IReply reply)
    {
        if (_state == CircuitState.Closed)
            return;
        if (reply is Queued)
            _gate.Note(FallbackKind.Queued);
        else if (reply is Rejected)
            _gate.Note(FallbackKind.Rejected);
    }

    private IReply? Confirm(Processed done)
    {
        Link.Confirm(done.Number, _gate.Now);
        AdvanceLink();
        return null;
    }

    // What was told in one run of the mailbox shares a frame: this comes behind it.
    private void Flush()
    {
        if (_flushing)
            return;
        _flushing = true;
        Self.Tell(Flushed.Instance);
    }

    private void AdvanceLink()
    {
        try
        {
            _link?.Advance(_gate.Now);
        }
        finally
        {
            WakeLink(_gate.Now);
        }
    }

    private void WakeLink(TimeSpan now) => _due.Set(Context, LinkDue.Instance, _link?.NextDue(now), now);

    // What was sent here before is told that nobody is here any more, and then the actor stops: no dead letters.
    private void Retire()
    {
        _isLeaving = true;
        _link?.End(PendingOutcome.Removed);
        _due.Cancel();
        _deadline.Cancel();
        Self.Tell(Gone.Instance);
    }

    private void Refuse(object message)
    {
        if (message is Send { Receipt: true } or Relay { Receipt: true })
            Sender.Tell(new Rejected(_gate.Peer, $"Peer '{_gate.Peer}' was removed.", null));
        if (message is Gone)
            Context.Stop(Self);
    }

    /// <summary>Accounts for what is left when the system ends.</summary>
    protected override void PostStop()
    {
        _due.Cancel();
        _deadline.Cancel();
        _link?.End(PendingOutcome.ShutDown);
    }

    /// <summary>The peer is removed: end what waits, then stop.</summary>
    internal sealed class Leave : IPossiblyHarmful
    {
        public static readonly Leave Instance = new();
    }

    /// <summary>The peer is at another address.</summary>
    internal sealed record Move(string Address) : IPossiblyHarmful;

    private sealed class Gone : IPossiblyHarmful
    {
        public static readonly Gone Instance = new();
    }

    private sealed class Flushed : IPossiblyHarmful
    {
        public static readonly Flushed Instance = new();
    }

    private sealed class LinkDue : IPossiblyHarmful
    {
        public static readonly LinkDue Instance = new();
    }
}
