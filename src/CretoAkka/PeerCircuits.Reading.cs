using Akka.Actor;
using CretoAkka.Circuits;
using CretoAkka.Peers;

namespace CretoAkka;

/// <content>For whoever watches: reading makes no peer, and keeps none that is removed meanwhile.</content>
public sealed partial class PeerCircuits
{
    /// <summary>The actor system whose circuits these are.</summary>
    public ActorSystem ActorSystem => _system;

    /// <summary>All peers, by name.</summary>
    public IReadOnlyList<PeerReport> GetPeers() =>
        [.. _gates.Values.Select(Report).OrderBy(report => report.Peer.Value, StringComparer.Ordinal)];

    /// <summary>One peer; null: it is not known.</summary>
    public PeerReport? FindPeer(PeerId peer) => Find(peer) is { } gate ? Report(gate) : null;

    /// <summary>The peers there are. Unlike every other reading this lets no time act on their circuits.</summary>
    internal IReadOnlyCollection<PeerId> PeerNames => [.. _gates.Keys];

    bool IPeerDirectory.Knows(PeerId peer) => _gates.ContainsKey(peer);

    CircuitGate? IPeerDirectory.TryLook(PeerId peer) => peer.Value.Length > 0 ? TryLook(peer) : null;

    private CircuitGate Look(PeerId peer)
    {
        if (_gates.TryGetValue(peer, out var gate))
            return gate;
        ArgumentException.ThrowIfNullOrEmpty(peer.Value, nameof(peer));
        return TryLook(peer) ?? throw Full(peer);
    }

    // A gate like the one that a peer would begin with, and that nobody keeps: no actor, no metrics, no place. It has
    // no budget either, for there is nobody to be cut off. Null where none may be added.
    private CircuitGate? TryLook(PeerId peer)
    {
        lock (_adding)
        {
            return _gates.TryGetValue(peer, out var gate) ? gate
                : Settings.Peers.ContainsKey(peer) || HasRoomFor(peer, isNamed: false)
                    ? new CircuitGate(peer, Settings.For(peer), _clock, static _ => { }, Settings.Session.FailureRate)
                    : null;
        }
    }

    private static PeerReport Report(CircuitGate gate) =>
        new(gate.Peer, gate.Settings, gate.Stats(), gate.Latency.Stats, gate.Link);
}
