namespace CretoAkka.Core.Quorums;

/// <summary>
/// Whether it is this node that is cut off: more members are silent at once than could be faulty. Immutable.
/// </summary>
/// <param name="Since">Since when it has been suspected; null: it is not.</param>
/// <remarks>
/// It begins when members whose silence began inside the window weigh more than n - Q, so that the rest is no quorum:
/// members that are closed, and those that were cut off inside the window. It ends when others
/// that weigh Q, ourselves included, have acknowledged something since.
/// </remarks>
public readonly record struct SelfSuspicion(TimeSpan? Since)
{
    /// <summary>Whether this node suspects itself.</summary>
    public bool IsSuspected => Since is not null;

    /// <summary>Looks at all members again.</summary>
    /// <param name="rule">The membership's.</param>
    /// <param name="ownWeight">This node's weight.</param>
    /// <param name="others">The other members.</param>
    /// <param name="now">The time.</param>
    /// <param name="window">How long silence must last.</param>
    public SelfSuspicion Look(
        QuorumRule rule, long ownWeight, IEnumerable<MemberSigns> others, TimeSpan now, TimeSpan window)
    {
        if (Since is { } since)
        {
            var heard = Sum(others, m => m.HeardAt >= since);
            return heard >= rule.Quorum - ownWeight ? default : this;
        }
        var silent = Sum(others, m => IsSilent(m, now, window));
        return silent > rule.Total - rule.Quorum ? new(now) : this;
    }

    private static bool IsSilent(in MemberSigns member, TimeSpan now, TimeSpan window) =>
        member.SilentSince is { } silent
        && now - silent >= window
        && (member.IsClosed || now - member.TrippedAt <= window);

    private static Int128 Sum(IEnumerable<MemberSigns> members, Func<MemberSigns, bool> which) =>
        members.Aggregate(Int128.Zero, (sum, m) => which(m) ? sum + m.Weight : sum);
}
