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
            if (alternatives(m.Message.Peer) is not [var best, ..])
            {
                m.Circuit.Tell(new Keep(m.Message, m.Sender));
                return;
            }
            // Not substitutable again: a message is forwarded once.
            var traits = m.Message.Traits! with { Substitutable = false };
            Context.Parent.Tell(new Send(best, m.Message.Payload, traits), m.Sender);
            if (m.Message.Receipt)
                m.Sender.Tell(new Forwarded(m.Message.Peer, best));
        });

    /// <summary>A circuit asks for an alternative.</summary>
    internal sealed record Route(Send Message, IActorRef Circuit, IActorRef Sender);

    /// <summary>There is none.</summary>
    internal sealed record Keep(Send Message, IActorRef Sender);
}
