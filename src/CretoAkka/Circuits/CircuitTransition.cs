using CretoAkka.Core.Circuits;

namespace CretoAkka.Circuits;

/// <summary>What a gate tells its actor, in the order in which it happened.</summary>
internal interface IGateNotice
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

/// <summary>The moment at which time alone changes the circuit has moved.</summary>
internal sealed record DeadlineMoved(PeerId Peer) : IGateNotice;
