using Akka.Actor;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Fallback;

/// <summary>Gives messages that another peer can answer to the healthiest one, while their own is cut off.</summary>
/// <remarks>What nobody can take goes back to wait with its own circuit.</remarks>
internal sealed class FallbackRouter : ReceiveActor
{
    /// <summary>Makes the actor.</summary>
    public static Props Props(Func<PeerId, IReadOnlyList<PeerId>> alternatives) =>
        Akka.Actor.Props.Create(() => new FallbackRouter(alternatives));

    /// <summary>For <see cref="Props"/> only.</summary>
    public FallbackRouter(Func<PeerId, IReadOnlyList<PeerId>> alternatives) =>
        Receive<Route>(m =>
        {
            // Not substitutable again: a message is forwarded once.
            var once = m.Message.Traits! with { Substitutable = false };
            if (alternatives(m.Message.Peer) is not [var best, ..])
            {
                Context.Parent.Tell(m.Message with { Traits = once }, m.Sender);
                return;
            }
            Context.Parent.Tell(new Send(best, m.Message.Payload, once), m.Sender);
            if (m.Message.Receipt)
                m.Sender.Tell(new Forwarded(m.Message.Peer, best));
        });

    /// <summary>A circuit asks for an alternative.</summary>
    internal sealed record Route(Send Message, IActorRef Sender);
}
