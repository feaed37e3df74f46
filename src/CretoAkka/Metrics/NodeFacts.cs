using CretoAkka.Core.Circuits;
using CretoAkka.Quorums;

namespace CretoAkka.Metrics;

/// <summary>What concerns no single peer. Immutable.</summary>
public sealed record NodeFacts
{
    /// <summary>The membership.</summary>
    public required QuorumStats Quorum { get; init; }

    /// <summary>How many peers' circuits are in each state.</summary>
    public Counts<CircuitState> Peers { get; init; }

    /// <summary>
    /// Messages between nodes that were dropped because nothing proves whose they are, of all names together.
    /// </summary>
    public long Unauthenticated { get; init; }

    /// <summary>The weight of members that would be cut off if more could be.</summary>
    public Int128 Suspected => WeightOf(Quorum.Suspected);

    /// <summary>The weight of members that are proven faulty.</summary>
    public Int128 Charged => WeightOf(Quorum.Charged);

    private Int128 WeightOf(IEnumerable<PeerId> peers) =>
        peers.Aggregate(Int128.Zero, (sum, peer) => sum + (Quorum.Membership?.WeightOf(peer.Value) ?? 0));
}
