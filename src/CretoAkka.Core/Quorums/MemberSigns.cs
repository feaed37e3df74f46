namespace CretoAkka.Core.Quorums;

/// <summary>What this node has heard of one other member.</summary>
/// <param name="Weight">Its weight.</param>
/// <param name="IsClosed">Whether its circuit is closed.</param>
/// <param name="TrippedAt">When its circuit last opened by itself; null: it has not.</param>
/// <param name="SilentSince">
/// Since when it has left what it was asked unanswered; null: it owes no answer, or is never asked.
/// </param>
/// <param name="HeardAt">When it last acknowledged anything; null: never.</param>
public readonly record struct MemberSigns(
    long Weight, bool IsClosed, TimeSpan? TrippedAt, TimeSpan? SilentSince, TimeSpan? HeardAt);
