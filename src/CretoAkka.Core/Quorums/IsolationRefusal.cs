namespace CretoAkka.Core.Quorums;

/// <summary>Why a peer may not be cut off.</summary>
public enum IsolationRefusal
{
    /// <summary>It may.</summary>
    None,

    /// <summary>Those that are cut off already use what the protocol tolerates, and none of them gives way.</summary>
    BudgetSpent,

    /// <summary>So many peers are silent that this node itself seems to be cut off.</summary>
    LocalIsolation,
}
