using Akka.Actor;
using CretoAkka.Circuits;

namespace CretoAkka;

/// <content>For whoever watches: reading makes no peer, and keeps none that is removed meanwhile.</content>
public sealed partial class PeerCircuits
{
    /// <summary>The actor system whose circuits these are.</summary>
    public ActorSystem ActorSystem => _system;

    /// <summary>All peers, by name.</summary>
    public IReadOnlyList<PeerReport> GetPeers() =>
        [.. _gates.Values.Select(Report).OrderBy(report => report.Peer.Value, StringComparer.Ordinal)];

    /// <summary>One peer; null: it is not known. Unlike every other question about a peer this adds none.</summary>
    public PeerReport? FindPeer(PeerId peer) => Find(peer) is { } gate ? Report(gate) : null;

    /// <summary>The peers there are. Unlike every other reading this lets no time act on their circuits.</summary>
    internal IReadOnlyCollection<PeerId> PeerNames => [.. _gates.Keys];

    private static PeerReport Report(CircuitGate gate) =>
        new(gate.Peer, gate.Settings, gate.Stats(), gate.Latency.Stats, gate.Link);
}
