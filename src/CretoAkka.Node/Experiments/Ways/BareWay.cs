using System.Collections.Immutable;
using Akka.Actor;
using CretoAkka.Node.Experiments.Traffic;
using CretoAkka.Node.Experiments.Workers;

namespace CretoAkka.Node.Experiments.Ways;

/// <summary>Akka.Remote alone: references that were looked up once, and messages Told to them.</summary>
internal sealed class BareWay : ISendingWay
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ImmutableDictionary<string, IActorRef> _peers;

    private BareWay(ImmutableDictionary<string, IActorRef> peers) => _peers = peers;

    /// <summary>Looks the peers up.</summary>
    public static async Task<BareWay> StartAsync(ActorSystem system, IEnumerable<PeerAddress> peers)
    {
        var found = ImmutableDictionary.CreateBuilder<string, IActorRef>();
        foreach (var peer in peers)
            found[peer.Name] = await system.ActorSelection(peer.Path).ResolveOne(Patience);
        return new BareWay(found.ToImmutable());
    }

    /// <inheritdoc/>
    public bool TrySend(string peer, Vote vote)
    {
        _peers[peer].Tell(vote, ActorRefs.NoSender);
        return true;
    }

    /// <inheritdoc/>
    public PeerView View(string peer) => PeerView.Nothing;
}
