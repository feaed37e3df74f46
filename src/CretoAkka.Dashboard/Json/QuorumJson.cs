using CretoAkka.Core.Circuits;
using CretoAkka.Quorums;

namespace CretoAkka.Dashboard.Json;

/// <summary>What the node may cut off, as JSON. Weights.</summary>
/// <param name="Epoch">Which membership.</param>
/// <param name="Total">n.</param>
/// <param name="Faulty">f.</param>
/// <param name="Quorum">Q.</param>
/// <param name="Reached">The node itself, and whose circuits are closed and not suspected.</param>
/// <param name="Cut">What is cut off now.</param>
/// <param name="Limit">What may be cut off.</param>
/// <param name="Margin">What may be cut off besides. Negative where an operator insisted.</param>
/// <param name="LocalIsolation">Whether the node itself seems to be cut off.</param>
/// <param name="Refusals">How often a circuit was not allowed to open.</param>
/// <param name="Evictions">How often a peer gave way to a worse one.</param>
internal sealed record QuorumJson(
    long Epoch,
    long Total,
    long Faulty,
    long Quorum,
    long Reached,
    long Cut,
    long Limit,
    long Margin,
    bool LocalIsolation,
    long Refusals,
    long Evictions)
{
    /// <summary>Null where nobody has declared a membership.</summary>
    public static QuorumJson? Of(QuorumStats stats, IEnumerable<PeerReport> peers)
    {
        if (stats.Membership is not { } members)
            return null;
        var reached = peers
            .Where(peer => peer.Stats is { State: CircuitState.Closed, IsSuspected: false })
            .Aggregate((Int128)members.WeightOf(members.Self), (sum, peer) => sum + members.WeightOf(peer.Peer.Value));
        return new QuorumJson(
            members.Epoch,
            Whole(members.Rule.Total),
            Whole(members.Rule.Faulty),
            Whole(members.Rule.Quorum),
            Whole(reached),
            Whole(stats.Used),
            Whole(stats.Limit ?? 0),
            Whole(stats.Margin ?? 0),
            stats.IsLocalIsolationSuspected,
            stats.Refusals,
            stats.Evictions);
    }

    // Sums of weights may be longer than JSON's readers take; then the largest number stands for them.
    private static long Whole(Int128 weight) => (long)Int128.Clamp(weight, long.MinValue, long.MaxValue);
}
