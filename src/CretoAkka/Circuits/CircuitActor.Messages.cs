using Akka.Actor;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;
using CretoAkka.Fallback;
using CretoAkka.Latency;
using CretoAkka.Sessions;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Circuits;

/// <content>Messages to the peer and from it.</content>
internal sealed partial class CircuitActor
{
    private const string LinkTimer = "link";

    private RemoteTransport? _remote;
    private PeerLink _link = null!;
    private bool _flushing;

    private void Connect(CircuitGate gate)
    {
        var (system, self, peer) = ((ExtendedActorSystem)Context.System, Self, gate.Peer);
        IPeerTransport? transport = gate.Settings switch
        {
            { LocalTarget: { } target } => new LocalTransport(target),
            { Address: { } address } => _remote = new RemoteTransport(system, address),
            _ => null,
        };
        _link = new PeerLink(
            gate, _node.Node, transport, system, () => _node.Latency.Tell(new LatencyActor.Begin(peer)), self);
        Flush();
    }

    private State<CircuitState, CircuitGate>? HandleMessages(object message)
    {
        var now = StateData.Now;
        switch (message)
        {
            case SessionProtocol.IInbound inbound:
                _link.Take(inbound, Sender, now);
                break;
            case SessionProtocol.IAnswer answer:
                _link.Take(answer, now);
                break;
            case FallbackRouter.Keep kept:
                Enqueue(kept.Message, kept.Sender);
                break;
            case Relocate moved:
                _remote?.MoveTo(moved.Address);
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
        if (StateName != CircuitState.Closed && message.Traits is { Substitutable: true })
        {
            _node.Fallback.Tell(new FallbackRouter.Route(message, Self, Sender));
            return null;
        }
        Enqueue(message, Sender);
        return null;
    }

    private IReply? Confirm(Processed done)
    {
        _link.Confirm(done.Number, StateData.Now);
        AdvanceLink();
        return null;
    }

    private void Enqueue(Send message, IActorRef sender)
    {
        var reply = _link.Send(message.Payload, message.Traits ?? MessageTraits.Default, StateData.Now);
        if (message.Receipt)
            sender.Tell(reply);
        Flush();
    }

    // What was told in one run of the mailbox shares a frame: this comes behind it.
    private void Flush()
    {
        if (_flushing)
            return;
        _flushing = true;
        Self.Tell(Flushed.Instance);
    }

    private void LinkEntered(CircuitState state)
    {
        _link.Entered(state, StateData.Now);
        AdvanceLink();
    }

    private void AdvanceLink()
    {
        _link.Advance(StateData.Now);
        var now = StateData.Now;
        if (_link.NextDue(now) is { } due)
            SetTimer(LinkTimer, LinkDue.Instance, due > now ? due - now : TimeSpan.Zero, repeat: false);
        else
            CancelTimer(LinkTimer);
    }

    private State<CircuitState, CircuitGate> Retire()
    {
        _link.End(PendingOutcome.Removed);
        return Stop();
    }

    /// <summary>Accounts for what is left when the system ends.</summary>
    protected override void PostStop()
    {
        _link.End(PendingOutcome.ShutDown);
        base.PostStop();
    }

    /// <summary>The peer is removed: end what waits, then stop.</summary>
    internal sealed class Leave
    {
        public static readonly Leave Instance = new();
    }

    /// <summary>The peer is at another address.</summary>
    internal sealed record Relocate(string Address);

    private sealed class Flushed
    {
        public static readonly Flushed Instance = new();
    }

    private sealed class LinkDue
    {
        public static readonly LinkDue Instance = new();
    }
}
