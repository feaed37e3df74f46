using System.Collections.Immutable;
using Akka.Actor;
using CretoAkka.Node.Experiments.Workers;
using CretoAkka.Node.Replicas;
using CretoAkka.Quorums;

namespace CretoAkka.Node.Experiments.Agreement;

/// <summary>Tells a replica's messages to the others, or where a condition says no, refuses them.</summary>
/// <param name="system">This node's.</param>
/// <param name="peers">The others.</param>
/// <param name="mayTell">Whether a peer is told anything now.</param>
internal sealed class PlainLinks(ActorSystem system, IEnumerable<PeerAddress> peers, Func<string, bool> mayTell)
    : IPeerLinks
{
    private readonly ImmutableDictionary<string, ActorSelection> _peers =
        peers.ToImmutableDictionary(peer => peer.Name, peer => system.ActorSelection(peer.ReplicaPath));

    /// <inheritdoc/>
    public void Send(string replica, ProtocolFrame frame, MessageTraits traits)
    {
        if (mayTell(replica))
            _peers[replica].Tell(frame, ActorRefs.NoSender);
    }

    /// <inheritdoc/>
    public void Broadcast(ProtocolFrame frame, MessageTraits traits)
    {
        foreach (var peer in _peers.Keys)
            Send(peer, frame, traits);
    }

    /// <inheritdoc/>
    public void Charge(string replica, EvidenceKind kind, object proof)
    {
        // Nobody is cut off here.
    }

    /// <inheritdoc/>
    public string? ProvenSender(IActorRef? sender) => null;

    /// <inheritdoc/>
    public void AdvanceWatermark(string lane, long instance)
    {
        // Nothing waits here.
    }
}
