namespace CretoAkka.Core.Circuits;

/// <summary>Why a circuit last changed its state or mode.</summary>
public enum TransitionCause
{
    /// <summary>It never changed.</summary>
    None = 0,

    /// <summary>Closed to open: as many failures in a row as the threshold.</summary>
    ConsecutiveFailures,

    /// <summary>Closed to open: the share of failures in the window passed its bound.</summary>
    FailureRate,

    /// <summary>Half-open to open: a live probe failed.</summary>
    ProbeFailed,

    /// <summary>Half-open to open: too few probes succeeded in the time half-open may last.</summary>
    HalfOpenExpired,

    /// <summary>Open to half-open: the open period passed.</summary>
    OpenExpired,

    /// <summary>Open to half-open: the peer answered a ping.</summary>
    PeerAnswered,

    /// <summary>Half-open to closed: enough probes succeeded.</summary>
    ProbesSucceeded,

    /// <summary>An operator forced the circuit open.</summary>
    ForcedOpen,

    /// <summary>An operator forced the circuit closed.</summary>
    ForcedClosed,

    /// <summary>A forced mode reached the end of its time.</summary>
    ForceExpired,

    /// <summary>An operator reset the circuit.</summary>
    Reset,

    /// <summary>The configured mode was changed.</summary>
    ModeChanged,

    /// <summary>The peer was quarantined on evidence.</summary>
    Evidence,

    /// <summary>An operator released the quarantine.</summary>
    QuarantineReleased,

    /// <summary>Open or half-open to closed: the peer had to give way to a worse one.</summary>
    Evicted,

    /// <summary>Open to half-open: it was this node that was cut off when the circuit opened.</summary>
    LocalIsolation,

    /// <summary>Closed to open: the peer had left while it was cut off, and is back before that ended.</summary>
    Recalled,
}
