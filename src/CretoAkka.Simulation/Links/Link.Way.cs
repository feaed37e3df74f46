using CretoAkka.Core.Links;
using CretoAkka.Core.Queues;

namespace CretoAkka.Simulation.Links;

/// <content>How what leaves gets to the peer, and into the books.</content>
internal sealed partial class Link : IPeerWay<Parcel>
{
    ulong IPeerWay<Parcel>.NextNonce() => _host.NextNonce();

    void IPeerWay<Parcel>.SayHello(ulong nonce, long ping, bool resolve) =>
        _host.Tell(_peer, new LinkMessage.Hello(nonce, _host.Incarnation, ping));

    void IPeerWay<Parcel>.Tell(LinkFrame<Parcel> frame) => _host.Tell(_peer, new LinkMessage.Frame(frame));

    void IPeerWay<Parcel>.Left()
    {
    }

    void IPeerWay<Parcel>.Taken(Pending<Parcel> message) => Books.Taken(message);

    void IPeerWay<Parcel>.Ended(Pending<Parcel> message, PendingOutcome outcome) => Books.Ended(message, outcome);

    void IPeerWay<Parcel>.Ended(IReadOnlyList<Ended<Parcel>> messages) => Books.Ended(messages);
}
