using Akka.Actor;
using CretoAkka.Sessions;

namespace CretoAkka.Circuits;

/// <content>Messages to peers, and what becomes of them.</content>
public static partial class CircuitProtocol
{
    /// <summary>Sends a message to a peer.</summary>
    /// <param name="Peer">Which peer.</param>
    /// <param name="Payload">The message; immutable.</param>
    /// <param name="Traits">What may be done with it; null: nothing but send it.</param>
    /// <param name="Receipt">
    /// Whether the sender is told <see cref="Sent"/>, <see cref="Queued"/>, <see cref="Superseded"/>,
    /// <see cref="Forwarded"/> or <see cref="Rejected"/>.
    /// </param>
    public sealed record Send(PeerId Peer, object Payload, MessageTraits? Traits = null, bool Receipt = false)
        : ICommand
    {
        /// <summary>What writes it, where others are told the same; null: nobody is.</summary>
        internal SharedWriting? Writing { get; init; }
    }

    /// <summary>
    /// Sends a message to a peer, by way of another one while its own circuit is open or it is suspected. It is carried
    /// once at most; where nobody can carry it, it is sent like any other.
    /// </summary>
    /// <param name="Peer">For whom it is.</param>
    /// <param name="Payload">The message; immutable, and signed by its author: whoever carries it may lie.</param>
    /// <param name="Traits">As in <see cref="Send"/>.</param>
    /// <param name="Receipt">As in <see cref="Send"/>: <see cref="Forwarded"/> names who carries it.</param>
    public sealed record Relay(PeerId Peer, object Payload, MessageTraits? Traits = null, bool Receipt = false)
        : ICommand;

    /// <summary>
    /// What a target is told where <c>creto.session.ack = processed</c>: it tells <see cref="Processed"/> to the sender
    /// of this once it is done, and not before that is the message acknowledged.
    /// </summary>
    /// <param name="Peer">Who sent it.</param>
    /// <param name="Payload">The message.</param>
    /// <param name="Number">The number of this delivery, to be confirmed.</param>
    public sealed record Delivery(PeerId Peer, object Payload, long Number) : IPossiblyHarmful;

    /// <summary>The target is done with the delivery of that number.</summary>
    public sealed record Processed(PeerId Peer, long Number) : ICommand;

    /// <summary>Sends a message to every peer that has an address.</summary>
    public sealed record Broadcast(object Payload, MessageTraits? Traits = null) : IPossiblyHarmful;

    /// <summary>
    /// The protocol has left behind the instances of a lane up to one: what waits of them, for any peer, has ended, and
    /// what is sent later likewise. What is on its way is not called back.
    /// </summary>
    /// <param name="Lane">Which lane: <see cref="MessageTraits.Lane"/>.</param>
    /// <param name="Instance">The last one left behind. A mark that is not above the last changes nothing.</param>
    public sealed record AdvanceWatermark(string Lane, long Instance) : IPossiblyHarmful;

    /// <summary>The message is on its way.</summary>
    public sealed record Sent(PeerId Peer) : IReply;

    /// <summary>The message waits.</summary>
    /// <param name="Peer">For whom.</param>
    /// <param name="Position">Its place, from 1.</param>
    /// <param name="Expires">How long it waits at most.</param>
    public sealed record Queued(PeerId Peer, int Position, TimeSpan Expires) : IReply;

    /// <summary>
    /// The message is of no use any more: a newer version of it was sent, or its watermark has passed it.
    /// </summary>
    public sealed record Superseded(PeerId Peer) : IReply;

    /// <summary>The message was given to another peer.</summary>
    public sealed record Forwarded(PeerId Peer, PeerId Alternative) : IReply;

    /// <summary>The message was not taken.</summary>
    /// <param name="Peer">For whom it was.</param>
    /// <param name="Reason">Why, in a sentence.</param>
    /// <param name="RetryAfter">
    /// How long to wait before trying again; null: waiting does not help. What waiting helps is queued and not refused,
    /// so it is null in every refusal there is today.
    /// </param>
    public sealed record Rejected(PeerId Peer, string Reason, TimeSpan? RetryAfter) : IReply;

    /// <summary>
    /// So much waits for the peer that its senders should slow down, or no longer. Nobody is held up: what comes all
    /// the same is taken, and the oldest makes room for it.
    /// </summary>
    public sealed record PeerBusy(PeerId Peer, bool IsBusy) : IEvent;
}
