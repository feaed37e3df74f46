using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace CretoAkka.Core.Quorums;

/// <summary>
/// How much of the membership this node may cut off at once. A peer takes its weight when its circuit leaves Closed
/// and gives it back when it is Closed again; who finds the budget spent stays Closed, unless others give way.
/// </summary>
/// <remarks>
/// Members with closed circuits, this node included, always weigh at least a quorum, unless an operator insisted
/// otherwise. Peers that are no members weigh nothing, and without a membership nothing is bounded. It bounds what
/// this node cuts, not who lives. Immutable: whoever shares one replaces it by compare-and-swap.
/// </remarks>
public sealed partial class IsolationBudget
{
    private readonly IsolationPolicy _policy;
    private readonly ImmutableDictionary<string, IsolationHolder> _holders;

    /// <summary>A budget that nobody has taken from.</summary>
    public IsolationBudget(IsolationPolicy policy, Membership? membership = null)
        : this(policy, membership, ImmutableDictionary<string, IsolationHolder>.Empty, false)
    {
    }

    private IsolationBudget(
        IsolationPolicy policy,
        Membership? membership,
        ImmutableDictionary<string, IsolationHolder> holders,
        bool isLocalIsolationSuspected)
    {
        (_policy, Membership, _holders) = (policy, membership, holders);
        IsLocalIsolationSuspected = isLocalIsolationSuspected;
        Used = holders.Keys.Aggregate(Int128.Zero, (sum, peer) => sum + WeightOf(peer));
    }

    /// <summary>Whose budget it is; null: nobody has said, and nothing is bounded.</summary>
    public Membership? Membership { get; }

    /// <summary>Whether this node itself seems to be cut off: no circuit may open by itself.</summary>
    public bool IsLocalIsolationSuspected { get; }

    /// <summary>The weight that may be cut off; null: no bound.</summary>
    public Int128? Limit => Membership?.Rule is not { } rule ? null
        : Int128.Min(_policy.MaxOpen ?? rule.Faulty, rule.Total - rule.Quorum);

    /// <summary>The weight that is cut off.</summary>
    public Int128 Used { get; }

    /// <summary>What is cut off beyond the limit: by operators that insisted, or by a membership that shrank.</summary>
    public Int128 Excess => Limit is { } limit && Used > limit ? Used - limit : 0;

    /// <summary>Who is cut off.</summary>
    public IEnumerable<IsolationHolder> Holders => _holders.Values;

    /// <summary>Whether a peer is cut off, and how.</summary>
    public bool TryGet(string peer, out IsolationHolder holder) => _holders.TryGetValue(peer, out holder);

    /// <summary>Whether a peer may be cut off, and who must be let back in before.</summary>
    /// <remarks>
    /// Only circuits that opened by themselves give way, half-open before open and the least bad first: to evidence
    /// and operators at once, to another such circuit only if its peer is worse by the margin and they have held for
    /// long enough. A half-open one that has been so for as long gives way to any: it may be idle for ever.
    /// </remarks>
    public IsolationPlan Plan(IsolationRequest request, TimeSpan now)
    {
        if (IsLocalIsolationSuspected && request.Rank == IsolationRank.Open)
            return new(IsolationRefusal.LocalIsolation, []);
        if (request.Peer == Membership?.Self)
            return new(IsolationRefusal.BudgetSpent, []); // Nobody is cut off from itself.
        var missing = Missing(request);
        if (missing <= 0)
            return new(IsolationRefusal.None, []);

        var evicted = Evict(missing, _holders.Values.Where(h => GivesWay(h, request, now)));
        return evicted is null ? new(IsolationRefusal.BudgetSpent, []) : new(IsolationRefusal.None, evicted);
    }

    /// <summary>Cuts off a peer, if that needs no eviction. One that is cut off already changes its rank.</summary>
    public bool TryTake(in IsolationRequest request, TimeSpan now, [NotNullWhen(true)] out IsolationBudget? next)
    {
        next = null;
        if (IsLocalIsolationSuspected && request.Rank == IsolationRank.Open || Missing(request) > 0
            || request.Peer == Membership?.Self)
            return false;
        var holder = _holders.TryGetValue(request.Peer, out var held)
            ? held with { Rank = request.Rank, RankedSince = now, IsOverride = held.IsOverride || request.IsOverride }
            : new(request.Peer, request.Rank, request.Badness, now, now, request.IsOverride);
        next = With(_holders.SetItem(request.Peer, holder));
        return true;
    }

    /// <summary>A peer that is cut off has another rank; whoever is not is left alone.</summary>
    public IsolationBudget Rerank(string peer, IsolationRank rank, TimeSpan now) =>
        _holders.TryGetValue(peer, out var held) && held.Rank != rank
            ? With(_holders.SetItem(peer, held with { Rank = rank, RankedSince = now }))
            : this;

    /// <summary>A peer is cut off no more.</summary>
    public IsolationBudget GiveBack(string peer) =>
        _holders.ContainsKey(peer) ? With(_holders.Remove(peer)) : this;

    /// <summary>The same holders, by other numbers.</summary>
    public IsolationBudget Under(IsolationPolicy policy) =>
        policy == _policy ? this : new(policy, Membership, _holders, IsLocalIsolationSuspected);

    /// <summary>This node itself seems to be cut off, or no more.</summary>
    public IsolationBudget Suspecting(bool localIsolation) => localIsolation == IsLocalIsolationSuspected
        ? this
        : new(_policy, Membership, _holders, localIsolation);

    private IsolationBudget With(ImmutableDictionary<string, IsolationHolder> holders) =>
        new(_policy, Membership, holders, IsLocalIsolationSuspected);

    private long WeightOf(string peer) => Membership?.WeightOf(peer) ?? 0;
}
