using CretoAkka.Core.Queues;
using CretoAkka.Node.Experiments.Traffic;
using CretoAkka.Node.Experiments.Workers;

namespace CretoAkka.Node.Experiments.Ways;

/// <summary>The library: each message says what it is, and goes through its peer's session.</summary>
internal sealed class CretoWay : ISendingWay
{
    private static readonly MessageTraits Critical = new() { Class = MessageClass.Critical };
    private static readonly MessageTraits[] Votes =
    [
        .. Enumerable.Range(0, VoteStream.Keys).Select(key => new MessageTraits
        {
            SupersedeKey = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"vote-{key}"),
        }),
    ];

    private readonly PeerCircuits _circuits;

    /// <summary>Adds the peers; they and this node are the members.</summary>
    /// <param name="circuits">The node's.</param>
    /// <param name="self">The node.</param>
    /// <param name="peers">The others.</param>
    public CretoWay(PeerCircuits circuits, string self, IReadOnlyCollection<PeerAddress> peers)
    {
        _circuits = circuits;
        circuits.SetMembership(1, peers.Select(peer => (PeerId)peer.Name).Append(self));
        foreach (var peer in peers)
            circuits.AddPeer(peer.Name, peer.Path);
    }

    /// <inheritdoc/>
    public bool TrySend(string peer, Vote vote)
    {
        _circuits.Send(peer, vote, TraitsOf(vote));
        return true;
    }

    /// <inheritdoc/>
    public PeerView View(string peer)
    {
        var messages = _circuits.GetMessages(peer);
        var least = _circuits.Settings.Session.MinTimeout;
        var adaptive = _circuits.GetTimeout(peer);
        return new PeerView(adaptive < least ? least : adaptive, messages.Outstanding, messages.Queued);
    }

    private static MessageTraits TraitsOf(Vote vote) => vote.Key == Vote.CriticalKey
        ? Critical
        : Votes[vote.Key] with { Version = vote.Version, Lane = "slots", Instance = vote.Key };
}
