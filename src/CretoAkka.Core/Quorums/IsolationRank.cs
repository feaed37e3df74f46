namespace CretoAkka.Core.Quorums;

/// <summary>How firmly a peer is cut off. The lower gives way first.</summary>
public enum IsolationRank
{
    /// <summary>Its circuit probes it.</summary>
    HalfOpen,

    /// <summary>Its circuit opened by itself.</summary>
    Open,

    /// <summary>An operator holds its circuit open. Never gives way.</summary>
    ForcedOpen,

    /// <summary>It is proven faulty. Never gives way.</summary>
    Quarantined,
}
