namespace CretoAkka.Core.Quorums;

/// <summary>What the budget answers to a request.</summary>
/// <param name="Refusal">Why not; None where the peer may be cut off.</param>
/// <param name="Evictions">Who must be let back in before.</param>
public readonly record struct IsolationPlan(IsolationRefusal Refusal, IReadOnlyList<IsolationHolder> Evictions)
{
    /// <summary>Whether the peer may be cut off once the evictions are done.</summary>
    public bool IsGranted => Refusal == IsolationRefusal.None;
}
