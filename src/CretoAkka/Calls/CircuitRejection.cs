using CretoAkka.Core.Circuits;

namespace CretoAkka.Calls;

/// <summary>Why the use of a peer was refused.</summary>
/// <param name="Peer">Which peer.</param>
/// <param name="State">The position of its circuit.</param>
/// <param name="Mode">Who decides the position.</param>
/// <param name="Cause">Why the circuit opened.</param>
/// <param name="RetryAfter">How long to wait; null where no time is set.</param>
public readonly record struct CircuitRejection(
    PeerId Peer,
    CircuitState State,
    CircuitMode Mode,
    TransitionCause Cause,
    TimeSpan? RetryAfter);
