namespace CretoAkka.Quorums;

/// <summary>What a peer is proven to have done.</summary>
public enum EvidenceKind
{
    /// <summary>It signed two different things for the same place.</summary>
    Equivocation = 0,

    /// <summary>Over a session that proves who it is, it sent a signature that is not valid.</summary>
    BadSignature,

    /// <summary>Over a session that proves who it is, it broke the rules of sessions.</summary>
    SessionViolation,
}
