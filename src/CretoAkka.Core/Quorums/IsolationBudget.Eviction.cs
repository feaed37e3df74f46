using System.Globalization;

namespace CretoAkka.Core.Quorums;

/// <content>Who gives way.</content>
public sealed partial class IsolationBudget
{
    /// <summary>What becomes of the budget in another epoch, and who must be let back in for it.</summary>
    /// <param name="membership">The next membership.</param>
    /// <param name="evictions">Circuits that opened by themselves and do not fit any more, the least bad first.</param>
    /// <returns>The budget with everybody still in it: what an operator or evidence cut off stays so.</returns>
    /// <exception cref="ArgumentException">The epoch is not later than the last.</exception>
    public IsolationBudget Under(Membership membership, out IReadOnlyList<IsolationHolder> evictions)
    {
        if (membership.Epoch <= Membership?.Epoch)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Epoch {membership.Epoch} is not later than {Membership.Epoch}, which is in force."),
                nameof(membership));
        }
        var next = new IsolationBudget(_policy, membership, _holders, IsLocalIsolationSuspected);
        var automatic = _holders.Values.Where(h => h.IsAutomatic).ToList();
        evictions = next.Excess == 0 ? [] : next.Evict(next.Excess, automatic) ?? Ordered(automatic);
        return next;
    }

    // What the request needs beyond what is free. Only members weigh anything, and a holder has its weight already.
    private Int128 Missing(in IsolationRequest request)
    {
        if (Limit is not { } limit || request.IsOverride || _holders.ContainsKey(request.Peer))
            return 0;
        var weight = WeightOf(request.Peer);
        return weight == 0 ? 0 : Used + weight - limit;
    }

    private bool GivesWay(in IsolationHolder holder, in IsolationRequest request, TimeSpan now)
    {
        if (!holder.IsAutomatic || WeightOf(holder.Peer) == 0)
            return false;
        if (request.Rank != IsolationRank.Open)
            return true;
        if (holder.Rank == IsolationRank.HalfOpen && now - holder.RankedSince >= _policy.Hold)
            return true;
        return now - holder.HeldSince >= _policy.Hold && request.Badness - holder.Badness >= _policy.Margin;
    }

    // As few as make the room: those that a heavier one has made superfluous stay. Null: not even all make it.
    private List<IsolationHolder>? Evict(Int128 missing, IEnumerable<IsolationHolder> candidates)
    {
        var evicted = new List<IsolationHolder>();
        var freed = Int128.Zero;
        foreach (var holder in Ordered(candidates))
        {
            if (freed >= missing)
                break;
            evicted.Add(holder);
            freed += WeightOf(holder.Peer);
        }
        if (freed < missing)
            return null;

        for (var i = evicted.Count - 1; i >= 0; i--)
        {
            if (freed - WeightOf(evicted[i].Peer) < missing)
                continue;
            freed -= WeightOf(evicted[i].Peer);
            evicted.RemoveAt(i);
        }
        return evicted;
    }

    private static List<IsolationHolder> Ordered(IEnumerable<IsolationHolder> holders) =>
        [.. holders.OrderBy(h => h.Rank).ThenBy(h => h.Badness).ThenBy(h => h.HeldSince)
            .ThenBy(h => h.Peer, StringComparer.Ordinal)];
}
