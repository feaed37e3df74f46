using CretoAkka.Core.Queues;

namespace CretoAkka.Core.Links;

/// <summary>
/// How what an <see cref="OutboundLink{TItem, TPermit}"/> sends gets to the peer, and who hears what became of
/// messages.
/// </summary>
public interface IPeerWay<TItem>
{
    /// <summary>A number that no peer can guess.</summary>
    ulong NextNonce();

    /// <summary>Opens a session, or asks whether the peer is there.</summary>
    /// <param name="nonce">The session's.</param>
    /// <param name="ping">The ping's number.</param>
    /// <param name="resolve">Whether to look first where the peer is now.</param>
    void SayHello(ulong nonce, long ping, bool resolve);

    /// <summary>Sends a frame.</summary>
    void Tell(LinkFrame<TItem> frame);

    /// <summary>A session is over: what belonged to it is of no use any more.</summary>
    void Left();

    /// <summary>A message was taken out of the queue in its order.</summary>
    void Taken(Pending<TItem> message);

    /// <summary>A message has ended.</summary>
    void Ended(Pending<TItem> message, PendingOutcome outcome);

    /// <summary>Messages have ended by the queue's own bounds.</summary>
    void Ended(IReadOnlyList<Ended<TItem>> messages);
}
