using Akka.Actor;
using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Quorums;

namespace CretoAkka.Circuits;

/// <summary>What a gate tells its actor, in the order in which it happened.</summary>
internal interface IGateNotice : IPossiblyHarmful
{
    /// <summary>Whose gate.</summary>
    PeerId Peer { get; }
}

/// <summary>One change of state or mode, as the gate saw it.</summary>
internal sealed record CircuitTransition(
    PeerId Peer,
    CircuitState From,
    CircuitState To,
    TransitionCause Cause,
    FailureCause LastFailure,
    CircuitStats Stats) : IGateNotice;

/// <summary>In ObserveOnly: the trip that would have been.</summary>
internal sealed record TripNotTaken(PeerId Peer, TransitionCause Cause, CircuitStats Stats) : IGateNotice;

/// <summary>No more of the membership may be cut off: the circuit stays closed.</summary>
/// <param name="Peer">Whose gate.</param>
/// <param name="Cause">Why it would have opened; None: by hand or on evidence.</param>
/// <param name="Refusal">Why it may not.</param>
/// <param name="Stats">What it has seen.</param>
internal sealed record TripRefused(PeerId Peer, TransitionCause Cause, IsolationRefusal Refusal, CircuitStats Stats)
    : IGateNotice;

/// <summary>The gate obeys other settings.</summary>
internal sealed record SettingsFollowed(CircuitGate Gate, PeerSettings Before, PeerSettings After) : IGateNotice
{
    /// <inheritdoc/>
    public PeerId Peer => Gate.Peer;
}

/// <summary>The peer is proven faulty and closed again by itself: it may be cut off at once.</summary>
internal sealed record EvidenceStands(PeerId Peer) : IGateNotice;

/// <summary>The moment at which time alone changes the circuit has moved.</summary>
internal sealed record DeadlineMoved(PeerId Peer) : IGateNotice;
