using CretoAkka.Core.Quorums;

namespace CretoAkka.Quorums;

/// <summary>Where the membership stands, as this node sees it. Immutable.</summary>
/// <param name="Membership">Who takes part; null: nobody has said, and nothing is bounded.</param>
/// <param name="Used">The weight that is cut off.</param>
/// <param name="Limit">The weight that may be cut off; null: no bound.</param>
/// <param name="Holders">Who is cut off.</param>
/// <param name="Suspected">Who would be cut off if more could be.</param>
/// <param name="Charged">Who is proven faulty.</param>
/// <param name="IsLocalIsolationSuspected">Whether this node itself seems to be cut off.</param>
/// <param name="Refusals">How often a peer was not cut off because no more may be.</param>
/// <param name="Evictions">How often a peer gave way to a worse one, or to a smaller membership.</param>
public sealed record QuorumStats(
    Membership? Membership,
    Int128 Used,
    Int128? Limit,
    IReadOnlyList<IsolationHolder> Holders,
    IReadOnlyList<PeerId> Suspected,
    IReadOnlyList<PeerId> Charged,
    bool IsLocalIsolationSuspected,
    long Refusals,
    long Evictions)
{
    /// <summary>The weight that may still be cut off; null: no bound. Negative where an operator insisted.</summary>
    public Int128? Margin => Limit - Used;
}
