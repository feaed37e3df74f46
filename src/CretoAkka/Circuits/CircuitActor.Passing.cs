using Akka.Actor;
using CretoAkka.Core.Circuits;
using CretoAkka.Sessions;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Circuits;

/// <content>Messages that nothing holds up.</content>
internal sealed partial class CircuitActor
{
    private PeerLink Link =>
        _link ??= new PeerLink(_gate, _node.Node, (ExtendedActorSystem)Context.System, Self);

    private IReply? Take(Send message)
    {
        if (TraitsOf(message, out var refusal) is not { } traits)
            return message.Receipt ? refusal : null;
        if (!message.Receipt && _state == CircuitState.Closed && _link?.TryPass(message.Payload, traits) == true)
            return null;
        var reply = Take(message, traits);
        return message.Receipt ? reply : null;
    }
}
