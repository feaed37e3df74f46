using Akka.Actor;
using Akka.Event;

namespace CretoAkka.Peers;

/// <content>What happens when a handler throws, here or in a circuit.</content>
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
            return base.AroundReceive(receive, message);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            _log.Error(e, "A {Message} cannot be handled", message.GetType().Name);
            return true;
        }
    }
}
