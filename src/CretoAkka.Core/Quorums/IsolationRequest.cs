namespace CretoAkka.Core.Quorums;

/// <summary>A circuit asks to cut off its peer.</summary>
/// <param name="Peer">Who.</param>
/// <param name="Rank">How firmly: Open, ForcedOpen or Quarantined.</param>
/// <param name="Badness">Its average of outcomes: 0 all successes, 1 all failures.</param>
/// <param name="IsOverride">An operator insists, whatever the budget says.</param>
public readonly record struct IsolationRequest(
    string Peer, IsolationRank Rank, double Badness = 0, bool IsOverride = false);
