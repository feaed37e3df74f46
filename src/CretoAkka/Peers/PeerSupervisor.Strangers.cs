using Akka.Event;

namespace CretoAkka.Peers;

/// <content>Who sends, and may not be a peer: to it this node is silent, so its own log says why.</content>
internal sealed partial class PeerSupervisor
{
    // Names come from the wire.
    private const int MostStrangers = 1000;

    private readonly HashSet<PeerId> _strangers = [];

    private void Refuse(PeerId peer)
    {
        if (_strangers.Count >= MostStrangers || !_strangers.Add(peer))
            return;
        _log.Warning(
            "What {Peer} sends is dropped: it is no member, nor added here, and no more peers are made on first use "
            + "(creto.quorum.max-unknown-peers, creto.circuit-breaker.max-peers)",
            peer);
    }
}
