using Akka.Actor;
using Akka.Event;
using CretoAkka.Circuits;
using CretoAkka.Sessions;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Peers;

/// <content>How a message is taken, and what happens when a handler throws, here or in a circuit.</content>
internal sealed partial class PeerSupervisor
{
    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(static e => e is ActorInitializationException
            ? Directive.Stop // There is nothing to resume.
            : Directive.Resume); // Restart would forget what the circuit announced and its timer.

    /// <summary>Its circuits outlive whatever a message makes it throw; a restart would stop them all.</summary>
    protected override bool AroundReceive(Receive receive, object message)
    {
        try
        {
            return TryForward(message) || base.AroundReceive(receive, message);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            _log.Error(e, "A {Message} cannot be handled", message.GetType().Name);
            return true;
        }
        finally
        {
            EndDetour(message);
        }
    }

    // What is told straight to the circuit from now on comes behind it.
    private void EndDetour(object message)
    {
        switch (message)
        {
            case HandOn { Gate: var gate }:
                gate.EndDetour();
                break;
            case SendOn { Gates: var gates }:
                gates.ForEach(gate => gate.EndDetour());
                break;
            case Move { Gate: var gate }:
                gate.EndDetour();
                break;
            case IGateNotice notice when _circuits.TryGetValue(notice.Peer, out var gate):
                gate.EndDetour();
                break;
        }
    }

    // Before all types are tried in turn: most of what comes is a message for a peer that is known, or of one.
    private bool TryForward(object message)
    {
        if (message is SessionProtocol.IInbound inbound)
        {
            TakeInbound(inbound);
            return true;
        }
        if (message is not Send send || !_circuits.TryGetValue(send.Peer, out var circuit))
            return false;
        circuit.Actor.Forward(send);
        return true;
    }

    // A peer that was removed and added again has another gate: what was meant for the one before is dropped, as what
    // its actor still gets is, and overtakes nothing.
    private bool IsHere(CircuitGate gate) =>
        _circuits.TryGetValue(gate.Peer, out var here) && ReferenceEquals(here, gate);

    private void Tell(CircuitGate gate, object message)
    {
        if (IsHere(gate))
            gate.Actor.Tell(message);
    }

    private void SendToAll(IEnumerable<CircuitGate> circuits, Broadcast message)
    {
        var writing = new SharedWriting(_context.Node.Codec, message.Payload);
        foreach (var circuit in circuits)
            Tell(circuit, new Send(circuit.Peer, message.Payload, message.Traits) { Writing = writing });
    }

    /// <summary>A mark for peers that come later.</summary>
    internal sealed record Remember(AdvanceWatermark Mark) : IPossiblyHarmful;

    /// <summary>A peer is at another address.</summary>
    internal sealed record Move(CircuitGate Gate, string Address) : IPossiblyHarmful;

    /// <summary>Something for a circuit that must not overtake what goes this way.</summary>
    internal sealed record HandOn(CircuitGate Gate, object Message) : IPossiblyHarmful;

    /// <summary>The same, for several.</summary>
    internal sealed record SendOn(List<CircuitGate> Gates, Broadcast Message) : IPossiblyHarmful;
}
