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
    private const string LinkTimer = "link";

    // A timer is a wake-up, and schedulers have their limits.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1);

    // None before the first message from or to the peer: one that takes calls only needs no queue and no session.
    private PeerLink? _link;
    private bool _flushing;
    private bool _isLeaving;

    private void Connect(CircuitGate gate)
    {
        if (gate.Settings.LocalTarget is { } target)
            Connect(gate.Peer, new LocalTransport(target));
        else if (gate.Settings.Address is { } address)
            Connect(gate.Peer, _node.Node.Connect(address));
    }

    private void Connect(PeerId peer, IPeerTransport transport)
    {
        Link.Connect(transport, StateName, () => _node.Latency.Tell(new LatencyActor.Begin(peer)));
        Flush();
    }

    private void Relocate(string address)
    {
        if (_link is { IsConnected: true })
            _link.MoveTo(address);
        else
            Connect(StateData.Peer, _node.Node.Connect(address));
    }

    private State<CircuitState, CircuitGate>? HandleMessages(object message)
    {
        var now = StateData.Now;
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
                break;
            default:
                return null;
        }
        AdvanceLink();
        return Stay();
    }

    private IReply? Take(Send message)
    {
        if (TraitsOf(message, out var refusal) is not { } traits)
            return message.Receipt ? refusal : null;
        if (StateName != CircuitState.Closed && traits.Substitutable)
        {
            _node.Fallback.Tell(new FallbackRouter.Route(StateData, message with { Traits = traits }, Sender));
            return null;
        }
        Flush();
        var reply = Link.Send(message.Payload, traits, StateData.Now);
        Note(reply);
        return message.Receipt ? reply : null;
    }

    private void Note(IReply reply)
    {
        if (StateName == CircuitState.Closed)
            return;
        if (reply is Queued)
            StateData.Note(FallbackKind.Queued);
        else if (reply is Rejected)
            StateData.Note(FallbackKind.Rejected);
    }

    private IReply? Confirm(Processed done)
    {
        Link.Confirm(done.Number, StateData.Now);
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
            _link?.Advance(StateData.Now);
        }
        finally
        {
            WakeLink(StateData.Now);
        }
    }

    private void WakeLink(TimeSpan now)
    {
        if (_link?.NextDue(now) is not { } due)
        {
            CancelTimer(LinkTimer);
            return;
        }
        var wait = due > now ? due - now : TimeSpan.Zero;
        SetTimer(LinkTimer, LinkDue.Instance, wait < LongestSleep ? wait : LongestSleep, repeat: false);
    }

    // What was sent here before is told that nobody is here any more, and then the actor stops: no dead letters.
    private State<CircuitState, CircuitGate> Retire()
    {
        _isLeaving = true;
        _link?.End(PendingOutcome.Removed);
        CancelTimer(LinkTimer);
        CancelTimer(DeadlineTimer);
        Self.Tell(Gone.Instance);
        return Stay();
    }

    private State<CircuitState, CircuitGate> Refuse(object message)
    {
        if (message is Send { Receipt: true } or Relay { Receipt: true })
            Sender.Tell(new Rejected(StateData.Peer, $"Peer '{StateData.Peer}' was removed.", null));
        return message is Gone ? Stop() : Stay();
    }

    /// <summary>Accounts for what is left when the system ends.</summary>
    protected override void PostStop()
    {
        _link?.End(PendingOutcome.ShutDown);
        base.PostStop();
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
