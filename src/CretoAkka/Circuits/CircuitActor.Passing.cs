using Akka.Actor;
using CretoAkka.Core.Circuits;
using CretoAkka.Sessions;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Circuits;

/// <content>Messages that nothing holds up.</content>
internal sealed partial class CircuitActor
{
    private PeerLink Link =>
        _link ??= new PeerLink(StateData, _node.Node, (ExtendedActorSystem)Context.System, Self);

    // The state machine makes three objects of each message: what goes straight to its target goes past it.
    /// <inheritdoc/>
    protected override bool Receive(object message) =>
        (message is Send { Receipt: false } send && TryPass(send)) || base.Receive(message);

    private bool TryPass(Send message) => StateName == CircuitState.Closed
        && !_isLeaving
        && TraitsOf(message, out _) is { } traits
        && _link?.TryPass(message.Payload, traits) == true;
}
