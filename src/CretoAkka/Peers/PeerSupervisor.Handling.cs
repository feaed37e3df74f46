using Akka.Actor;
using Akka.Event;
using CretoAkka.Circuits;

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
    }

    // Before all types are tried in turn: most of what comes is a message for a peer that is known.
    private bool TryForward(object message)
    {
        if (message is not CircuitProtocol.Send send || !_circuits.TryGetValue(send.Peer, out var circuit))
            return false;
        circuit.Forward(send);
        return true;
    }
}
