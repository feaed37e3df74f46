namespace CretoAkka;

/// <summary>What became of a manual act.</summary>
public enum CommandReply
{
    /// <summary>It was done.</summary>
    Done = 0,

    /// <summary>Refused: the peer is quarantined, which only ReleaseQuarantine ends.</summary>
    Quarantined,

    /// <summary>Refused: those that are cut off already are as many as the protocol tolerates.</summary>
    BudgetSpent,
}
