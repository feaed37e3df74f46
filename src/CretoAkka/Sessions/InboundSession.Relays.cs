using Akka.Actor;
using CretoAkka.Metrics;
using CretoAkka.Relays;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Sessions;

/// <content>What the peer asks to be carried to others, and what it carried here.</content>
internal sealed partial class InboundSession
{
    // Read and done with: nothing of it is for the target.
    private static readonly object Done = new();

    private readonly RelayLog _carried = new();

    // A message for the target; null: nobody here can read it, or the peer may not send it. What another wrote proves
    // nothing against the peer that carried it here.
    private object? Read(in Payload payload, out IActorRef sender)
    {
        var message = node.Codec.Read(payload);
        sender = message is RelayedMessage ? self : _prover;
        var read = message is RelayedMessage relayed ? Unwrap(relayed) : message;
        if (read is null)
            anomalies.Note(SessionAnomaly.UnreadablePayload);
        return read;
    }

    // A peer may ask for its own messages to be carried, and once: what was carried here goes no further.
    private object? Unwrap(RelayedMessage relayed)
    {
        if (!IsName(relayed.Author) || !IsName(relayed.Addressee))
            return null;
        if (relayed.Addressee != node.Name)
        {
            if (relayed.Author != peer.Value)
                return null;
            self.Tell(new PassOn(relayed), ActorRefs.NoSender);
            return Done;
        }
        if (!_carried.IsNew(relayed))
            return Done;
        return node.Codec.Read(relayed.Payload) is { } message and not RelayedMessage ? message : null;
    }

    private static bool IsName(string name) => name.Length is > 0 and <= PeerId.MaxLength;

    /// <summary>The peer asks for a message to be carried to another.</summary>
    internal sealed record PassOn(RelayedMessage Message) : IPossiblyHarmful;
}
