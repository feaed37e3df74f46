using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Circuits;

/// <content>What is declared of a message.</content>
internal sealed partial class CircuitActor
{
    private MessageTraits? TraitsOf(Send message, out Rejected? refusal)
    {
        refusal = null;
        try
        {
            return message.Traits ?? _node.Node.Traits.Of(message.Payload);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever a user's function throws is the sender's to know, and must not disturb the circuit.
            var type = message.Payload.GetType().Name;
            refusal = new Rejected(message.Peer, $"The traits of a {type} cannot be told: {e.Message}", null);
            return null;
        }
    }
}
