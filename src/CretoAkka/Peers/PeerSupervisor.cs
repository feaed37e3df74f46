using Akka.Actor;
using Akka.Event;
using CretoAkka.Authentication;
using CretoAkka.Circuits;
using CretoAkka.Core.Queues;
using CretoAkka.Fallback;
using CretoAkka.Latency;
using CretoAkka.Quorums;
using CretoAkka.Relays;
using CretoAkka.Sessions;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Peers;

/// <summary>
/// The parent of all circuits, at <c>/user/creto</c>, or <c>/user/creto.bulk</c> for an instance. Obeys commands about
/// peers, and hands every other to the circuit it names.
/// </summary>
/// <remarks>Commands that name an unknown peer add it, within <c>max-peers</c>; questions add none.</remarks>
internal sealed partial class PeerSupervisor : ReceiveActor, IWithTimers
{
    private const int LooksPerWindow = 8;

    private readonly Dictionary<PeerId, CircuitGate> _circuits = [];
    private readonly HashSet<PeerId> _addressed = [];

    // For peers that come later. As many as a queue tells apart.
    private readonly Dictionary<string, long> _marks = new(StringComparer.Ordinal);
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly IPeerDirectory _directory;
    private readonly CircuitContext _context;
    private readonly NodeAuthentication _authentication;
    private readonly IActorRef _sensor;
    private long _added;

    internal static Props Props(IPeerDirectory directory, LinkNode node, TimeSpan latencyTick) =>
        Akka.Actor.Props.Create(() => new PeerSupervisor(directory, node, latencyTick));

    /// <summary>For the extension only.</summary>
    public PeerSupervisor(IPeerDirectory directory, LinkNode node, TimeSpan latencyTick)
    {
        (_directory, _authentication) = (directory, node.Authentication);
        _context = new CircuitContext(
            node,
            Context.ActorOf(LatencyActor.Props(latencyTick), "latency"),
            Context.ActorOf(FallbackRouter.Props(directory.Alternatives, directory.Carriers), "fallback"));
        _sensor = Context.ActorOf(RemoteSensor.Props(), "remote");
        Receive<Adopt>(m => Add(m.Gate));
        Receive<Leave>(m => Remove(m.Peer));
        Receive<HandOn>(m => Tell(m.Gate, m.Message));
        Receive<SendOn>(m => SendToAll(m.Gates, m.Message));
        Receive<Move>(m => MoveTo(m.Gate, m.Address));
        Receive<Remember>(m => Keep(m.Mark));
        Receive<SettingsFollowed>(Follow);
        Receive<EvidenceStands>(_ => directory.QuarantineCharged());
        Receive<IGateNotice>(m => Tell(m.Peer, m));
        Receive<RemoteSensor.Hinted>(m => Tell(m.Peer, m));
        Receive<BudgetFreed>(_ => directory.QuarantineCharged());
        Receive<CutOff>(Announce);
        Receive<Look>(_ => directory.LookAtOurselves());
        Receive<Broadcast>(m => SendToAll(_addressed.Select(peer => _circuits[peer]), m));
        Receive<AdvanceWatermark>(AdvanceAll);
        Receive<Carry>(m => Tell(m.Message.Addressee, m));
        Receive<Again>(m => Forward(m.Peer, m.Message, again: true));
        Receive<PeerProtocol.IPeerCommand>(Obey);
        Receive<ICommand>(m => Forward(m.Peer, m, again: false));
        var window = node.Settings.Quorum.LocalIsolationWindow;
        Timers.StartPeriodicTimer(Look.Instance, Look.Instance, window / LooksPerWindow);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private void Announce(CutOff changed)
    {
        _log.Warning(changed.Began
            ? "So many peers are silent that this node seems to be cut off: no circuit opens"
            : "This node is cut off no more");
        _context.Node.Publish(
            changed.Began ? new QuorumProtocol.LocalIsolationSuspected() : new QuorumProtocol.LocalIsolationEnded());
        if (!changed.Began)
            _directory.Reconsider();
    }

    private void Add(CircuitGate gate)
    {
        var circuit = Context.ActorOf(CircuitActor.Props(gate, _context), CircuitName.Of(gate.Peer, ++_added));
        foreach (var (lane, instance) in _marks)
            circuit.Tell(new AdvanceWatermark(lane, instance));
        gate.Actor = circuit;
        _circuits[gate.Peer] = gate;
        if (gate.TakesMessages)
            _addressed.Add(gate.Peer);
        if (gate.Address is { } address)
            _sensor.Tell(RemoteSensor.Located.Of(gate.Peer, address));
        _context.Latency.Tell(new LatencyActor.Track(gate));
    }

    private void Remove(PeerId peer)
    {
        Tell(peer, CircuitActor.Leave.Instance);
        _circuits.Remove(peer);
        _addressed.Remove(peer);
        _sensor.Tell(new RemoteSensor.Lost(peer));
        _context.Latency.Tell(new LatencyActor.Forget(peer));
    }

    // From here, so that it comes between the adding of this gate and its removal.
    private void Follow(SettingsFollowed changed)
    {
        _context.Latency.Tell(new LatencyActor.Follow(changed.Gate));
        Tell(changed.Peer, changed);
    }

    private void MoveTo(CircuitGate circuit, string address)
    {
        if (!IsHere(circuit))
            return;
        _addressed.Add(circuit.Peer);
        _sensor.Tell(RemoteSensor.Located.Of(circuit.Peer, address));
        circuit.Actor.Tell(new CircuitActor.Move(address));
    }

    private void Keep(AdvanceWatermark mark)
    {
        var isKnown = _marks.TryGetValue(mark.Lane, out var before);
        if (isKnown ? mark.Instance > before : _marks.Count < OutboundPolicy.Default.MaxLanes)
            _marks[mark.Lane] = mark.Instance;
    }

    private void AdvanceAll(AdvanceWatermark mark)
    {
        Keep(mark);
        foreach (var circuit in _circuits.Values)
            circuit.Actor.Tell(mark);
    }

    // The name is what the sender calls itself: whoever it is gets a circuit, within the bound, and nothing more.
    private void TakeInbound(SessionProtocol.IInbound message)
    {
        if (message.From.Length is 0 or > PeerId.MaxLength)
            return;
        PeerId peer = message.From;
        if (_circuits.ContainsKey(peer) || _authentication.Knows(peer))
            Forward(peer, message, again: false);
        else
            _authentication.Drop(peer, Doubt.NoKey);
    }

    // A peer that is made here is adopted by a message that is behind this one: send this one behind it, once.
    private void Forward(PeerId peer, object message, bool again)
    {
        if (_circuits.TryGetValue(peer, out var circuit))
            circuit.Actor.Forward(message);
        else if (Questions.Are(message) && !again && !_directory.Knows(peer))
            Answer((ICommand)message);
        else if (peer.Value.Length > 0 && !again && _directory.TryAdd(peer))
            Self.Forward(new Again(peer, message));
        else if (message is Send { Receipt: true } or Relay { Receipt: true })
            Sender.Tell(new Rejected(peer, $"There is no peer '{peer}', and none may be added.", null));
        else if (message is ICommand && !Sender.IsNobody())
            Sender.Tell(new PeerUnknown(peer));
        else if (message is SessionProtocol.IInbound)
            Refuse(peer);
    }

    private void Tell(PeerId peer, object message)
    {
        if (_circuits.TryGetValue(peer, out var circuit))
            circuit.Actor.Tell(message);
    }

    /// <summary>A peer is cut off no more.</summary>
    internal sealed class BudgetFreed : IPossiblyHarmful
    {
        public static readonly BudgetFreed Instance = new();
    }

    /// <summary>This node seems to be cut off, or no more.</summary>
    internal sealed record CutOff(bool Began) : IPossiblyHarmful;

    /// <summary>A peer asks for a message to be carried to another.</summary>
    internal sealed record Carry(RelayedMessage Message) : IPossiblyHarmful;

    private sealed record Again(PeerId Peer, object Message) : IPossiblyHarmful;

    private sealed class Look : IPossiblyHarmful
    {
        public static readonly Look Instance = new();
    }

    /// <summary>A gate was made.</summary>
    internal sealed record Adopt(CircuitGate Gate) : IPossiblyHarmful;

    /// <summary>A peer was removed.</summary>
    internal sealed record Leave(PeerId Peer) : IPossiblyHarmful;
}
