using System.Collections.Immutable;

namespace CretoAkka.Core.Sessions;

/// <summary>What a receiver says it has: every number up to the highest, without the missing ones.</summary>
/// <param name="Nonce">The sender's secret for this session, as it came with the messages.</param>
/// <param name="Incarnation">The receiver's process.</param>
/// <param name="Marker">The highest marker seen; 0: none.</param>
/// <param name="Highest">The highest message number that this speaks of; 0: none.</param>
/// <param name="Missing">Numbers up to the highest that were not received, ascending.</param>
/// <param name="Undeliverable">Numbers up to the highest that were received and had no target, ascending.</param>
public readonly record struct Acknowledgement(
    ulong Nonce,
    long Incarnation,
    long Marker,
    long Highest,
    ImmutableArray<NumberRange> Missing,
    ImmutableArray<NumberRange> Undeliverable)
{
    /// <summary>Numbers up to the highest that were not received, ascending.</summary>
    public ImmutableArray<NumberRange> Missing { get => field.IsDefault ? [] : field; init; } = Missing;

    /// <summary>Numbers up to the highest that were received and had no target, ascending.</summary>
    public ImmutableArray<NumberRange> Undeliverable { get => field.IsDefault ? [] : field; init; } = Undeliverable;

    /// <summary>Whether it can be true at all. Looks at no more than the ranges that a policy allows.</summary>
    internal bool IsWellFormed(SessionPolicy policy) =>
        Marker >= 0
        && Highest >= 0
        && Missing.Length <= policy.MaxMissingRanges
        && Undeliverable.Length <= policy.MaxMissingRanges
        && NumberRange.AreOrdered(Missing, Highest)
        && NumberRange.AreOrdered(Undeliverable, Highest);

    /// <summary>Whether the receiver may know of more than fits in here.</summary>
    internal bool MayBeCutShort(SessionPolicy policy) =>
        Missing.Length >= policy.MaxMissingRanges || Undeliverable.Length >= policy.MaxMissingRanges;

    /// <summary>Whether more than the allowed share is missing from the first missing number to the highest.</summary>
    internal bool ShowsLoss(SessionPolicy policy)
    {
        if (Missing.IsEmpty)
            return false;
        var missing = 0L;
        foreach (var range in Missing)
            missing += range.Count;
        return policy.IsLoss(missing, Highest - Missing[0].First + 1);
    }
}
