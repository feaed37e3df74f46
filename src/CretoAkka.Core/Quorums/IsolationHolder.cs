namespace CretoAkka.Core.Quorums;

/// <summary>A peer that is cut off, and holds its weight of the budget.</summary>
/// <param name="Peer">Who.</param>
/// <param name="Rank">How firmly.</param>
/// <param name="Badness">Its average of outcomes when it was cut off: 0 all successes, 1 all failures.</param>
/// <param name="HeldSince">Since when it has been cut off.</param>
/// <param name="RankedSince">Since when it has had this rank.</param>
/// <param name="IsOverride">Whether an operator cut it off whatever the budget says.</param>
public readonly record struct IsolationHolder(
    string Peer,
    IsolationRank Rank,
    double Badness,
    TimeSpan HeldSince,
    TimeSpan RankedSince,
    bool IsOverride)
{
    /// <summary>Whether its own circuit cut it off, so that it may give way.</summary>
    public bool IsAutomatic => Rank is IsolationRank.Open or IsolationRank.HalfOpen;
}
