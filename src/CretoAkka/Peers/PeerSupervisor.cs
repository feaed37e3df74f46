using Akka.Actor;
using CretoAkka.Circuits;
using CretoAkka.Latency;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Peers;

/// <summary>
/// The parent of all circuits, at <c>/user/creto</c>. Takes every command and hands it to the circuit it names.
/// </summary>
/// <remarks>Commands that name an unknown peer add it, within <c>max-peers</c>.</remarks>
public sealed class PeerSupervisor : ReceiveActor
{
    private const int MaxNameLength = 120;

    private readonly Dictionary<PeerId, IActorRef> _circuits = [];
    private readonly IActorRef _latency;
    private long _added;

    internal static Props Props(Func<PeerId, bool> know, TimeSpan latencyTick) =>
        Akka.Actor.Props.Create(() => new PeerSupervisor(know, latencyTick));

    /// <summary>For the extension only.</summary>
    public PeerSupervisor(Func<PeerId, bool> know, TimeSpan latencyTick)
    {
        _latency = Context.ActorOf(LatencyActor.Props(latencyTick), "latency");
        Receive<Adopt>(m => Add(m.Gate));
        Receive<Leave>(m => Remove(m.Peer));
        Receive<IGateNotice>(m => Route(m.Peer, m));
        Receive<ICommand>(m =>
        {
            // A peer is adopted by a message that is behind this one: send the command behind it.
            if (_circuits.ContainsKey(m.Peer))
                Route(m.Peer, m);
            else if (know(m.Peer))
                Self.Forward(m);
            else
                Sender.Tell(new PeerUnknown(m.Peer));
        });
    }

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(_ => Directive.Resume); // Restart would forget what the circuit announced and its timer.

    private void Add(CircuitGate gate)
    {
        _circuits[gate.Peer] = Context.ActorOf(CircuitActor.Props(gate), Name(gate.Peer));
        _latency.Tell(new LatencyActor.Track(gate));
    }

    private void Remove(PeerId peer)
    {
        if (_circuits.Remove(peer, out var circuit))
            circuit.Tell(PoisonPill.Instance);
        _latency.Tell(new LatencyActor.Forget(peer));
    }

    private void Route(PeerId peer, object message)
    {
        if (_circuits.TryGetValue(peer, out var circuit))
            circuit.Forward(message);
    }

    // The number keeps two incarnations, and two long names with the same beginning, apart.
    private string Name(PeerId peer)
    {
        var escaped = Uri.EscapeDataString(peer.Value);
        var name = escaped.Length > MaxNameLength ? escaped[..MaxNameLength].TrimEnd('%') : escaped;
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"circuit-{name}-{++_added}");
    }

    /// <summary>A gate was made.</summary>
    internal sealed record Adopt(CircuitGate Gate);

    /// <summary>A peer was removed.</summary>
    internal sealed record Leave(PeerId Peer);
}
