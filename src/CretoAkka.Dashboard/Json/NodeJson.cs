using CretoAkka.Dashboard.Feeds;

namespace CretoAkka.Dashboard.Json;

/// <summary>A node, as JSON.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Instance">What these circuits are called; empty: they have no name.</param>
/// <param name="Instances">What circuits of the node are called, these among them.</param>
/// <param name="Running">Whether it is up; otherwise nothing more is known of it.</param>
/// <param name="Time">When, by its wall clock.</param>
/// <param name="Quorum">Where the membership stands; null: none is declared.</param>
/// <param name="Circuits">What it knows of each peer, by name.</param>
internal sealed record NodeJson(
    string Node,
    string Instance,
    string[] Instances,
    bool Running,
    DateTimeOffset Time,
    QuorumJson? Quorum,
    CircuitJson[] Circuits)
{
    /// <summary>Reads it now.</summary>
    public static NodeJson Of(CircuitSource source)
    {
        if (source.Find() is not { } circuits)
            return new NodeJson(
                source.Node, source.Instance, [], Running: false, source.Timeline.Now, Quorum: null, []);
        var (peers, quorum) = (circuits.GetPeers(), circuits.GetQuorum());
        return new NodeJson(
            circuits.Self.Value,
            circuits.Instance,
            [.. PeerCircuits.FindAll(circuits.ActorSystem).Select(one => one.Instance)],
            Running: true,
            source.Timeline.Now,
            QuorumJson.Of(quorum, peers),
            [.. peers.Select(peer => CircuitReading.Read(peer, quorum.Membership, Evidence(peer.Peer)))]);

        string? Evidence(PeerId peer) => quorum.Charged.Contains(peer)
            ? source.Timeline.EvidenceAgainst(peer)?.ToString() ?? "Reported"
            : null;
    }
}
