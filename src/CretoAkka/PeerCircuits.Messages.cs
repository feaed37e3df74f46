using Akka.Actor;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka;

/// <content>Messages: one-way, numbered and acknowledged by the library itself.</content>
public sealed partial class PeerCircuits
{
    /// <summary>Sends a message to a peer. While its circuit is open the message waits, or is forwarded.</summary>
    /// <param name="peer">Which peer.</param>
    /// <param name="payload">The message; immutable, and with a serializer of its own.</param>
    /// <param name="traits">What may be done with it; null: nothing but send it.</param>
    public void Send(PeerId peer, object payload, MessageTraits? traits = null) =>
        Supervisor.Tell(new Send(peer, payload, traits), ActorRefs.NoSender);

    /// <summary>Sends a message to every peer that has an address.</summary>
    public void Broadcast(object payload, MessageTraits? traits = null) =>
        Supervisor.Tell(new Broadcast(payload, traits), ActorRefs.NoSender);

    /// <summary>What waits for a peer, and what became of every message for it, as of its last message.</summary>
    public MessageStats GetMessages(PeerId peer) => Find(peer)?.Link ?? MessageStats.Nothing;
}
