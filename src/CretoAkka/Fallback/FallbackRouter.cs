using Akka.Actor;
using CretoAkka.Circuits;
using CretoAkka.Metrics;
using CretoAkka.Relays;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Fallback;

/// <summary>
/// Gives messages that another peer can answer, or carry, to the healthiest one, while their own is cut off.
/// </summary>
/// <remarks>What nobody can take goes back to wait with its own circuit.</remarks>
internal sealed class FallbackRouter : ReceiveActor
{
    /// <summary>Makes the actor.</summary>
    /// <param name="alternatives">Who may answer for a peer, best first.</param>
    /// <param name="carriers">Who may carry to a peer, best first.</param>
    public static Props Props(
        Func<PeerId, IReadOnlyList<PeerId>> alternatives, Func<PeerId, IReadOnlyList<PeerId>> carriers) =>
        Akka.Actor.Props.Create(() => new FallbackRouter(alternatives, carriers));

    /// <summary>For <see cref="Props"/> only.</summary>
    public FallbackRouter(
        Func<PeerId, IReadOnlyList<PeerId>> alternatives, Func<PeerId, IReadOnlyList<PeerId>> carriers)
    {
        Receive<Route>(m =>
        {
            if (Give(m.Message, m.Message.Payload, m.Message.Traits!, alternatives(m.Message.Peer), m.Sender))
                m.Gate.Note(FallbackKind.Forwarded);
        });
        Receive<Detour>(m =>
        {
            if (Give(m.Message, m.Wrapped, Among(m.Message), carriers(m.Message.Peer), m.Sender))
                m.Gate.Note(FallbackKind.Relayed);
        });
    }

    // A newer version supersedes what is carried to the same peer, and not the carrier's own.
    private static MessageTraits Among(Send message) => message.Traits! is { SupersedeKey: { } key } traits
        ? traits with { SupersedeKey = $"{message.Peer.Value}\n{key}" }
        : message.Traits!;

    // Not substitutable again: a message is forwarded once.
    private static bool Give(
        Send message, object payload, MessageTraits traits, IReadOnlyList<PeerId> others, IActorRef sender)
    {
        if (others is not [var best, ..])
        {
            Context.Parent.Tell(message with { Traits = Once(message.Traits!) }, sender);
            return false;
        }
        Context.Parent.Tell(new Send(best, payload, Once(traits)), sender);
        if (message.Receipt)
            sender.Tell(new Forwarded(message.Peer, best));
        return true;
    }

    private static MessageTraits Once(MessageTraits traits) => traits with { Substitutable = false };

    /// <summary>A circuit asks for an alternative.</summary>
    internal sealed record Route(CircuitGate Gate, Send Message, IActorRef Sender) : IPossiblyHarmful;

    /// <summary>A circuit asks for somebody to carry a message to its peer.</summary>
    internal sealed record Detour(CircuitGate Gate, Send Message, RelayedMessage Wrapped, IActorRef Sender)
        : IPossiblyHarmful;
}
