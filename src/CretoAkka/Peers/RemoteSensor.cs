using Akka.Actor;
using Akka.Event;
using Akka.Remote;

namespace CretoAkka.Peers;

/// <summary>
/// Hears what Akka.Remote says of nodes, and dead letters for them, and hints at it to the circuits of the peers there.
/// Work per event is one look-up: how often a hint has an effect is the circuit's to bound.
/// </summary>
internal sealed class RemoteSensor : ReceiveActor
{
    private readonly AddressBook _book = new();

    /// <summary>For the supervisor, which takes the hints.</summary>
    public static Props Props() => Akka.Actor.Props.Create(() => new RemoteSensor());

    /// <summary>For <see cref="Props"/> only.</summary>
    public RemoteSensor()
    {
        Receive<Located>(m => _book.Put(m.Peer, m.Address));
        Receive<Lost>(m => _book.Remove(m.Peer));
        Receive<AssociatedEvent>(m => Hint(m.RemoteAddress, PeerHint.MayBeBack));
        Receive<AssociationEvent>(m => Hint(m.RemoteAddress, PeerHint.MayBeGone));
        Receive<QuarantinedEvent>(m => Hint(m.Address, PeerHint.MayBeGone));
        Receive<RemotingLifecycleEvent>(_ => { }); // The rest is about this node.
        Receive<DeadLetter>(m => Hint(m.Recipient.Path.Address, PeerHint.MayBeGone));
    }

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(RemotingLifecycleEvent));
        Context.System.EventStream.Subscribe(Self, typeof(DeadLetter));
    }

    /// <inheritdoc/>
    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    private void Hint(Address? address, PeerHint hint)
    {
        if (address is null)
            return;
        foreach (var peer in _book.At(address))
            Context.Parent.Tell(new Hinted(peer, hint));
    }

    /// <summary>A circuit is told what is said of its peer.</summary>
    internal sealed record Hinted(PeerId Peer, PeerHint Hint) : IPossiblyHarmful;

    /// <summary>A peer is nowhere any more.</summary>
    internal sealed record Lost(PeerId Peer) : IPossiblyHarmful;

    /// <summary>A peer is at a node.</summary>
    internal sealed record Located(PeerId Peer, Address Address) : IPossiblyHarmful
    {
        public static Located Of(PeerId peer, string path) => new(peer, Sessions.RemoteTransport.Parse(path).Address);
    }
}
