using CretoAkka.Core.Circuits;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Testing;

/// <summary>A change of a circuit's state, as its events told it. Immutable.</summary>
/// <param name="At">When, in virtual time since the start.</param>
/// <param name="Peer">Whose circuit.</param>
/// <param name="To">Where it went.</param>
/// <param name="Cause">Why.</param>
/// <param name="Stats">What it had seen then.</param>
public sealed record ObservedTransition(
    TimeSpan At, PeerId Peer, CircuitState To, TransitionCause Cause, CircuitStats Stats)
{
    /// <inheritdoc/>
    public override string ToString() => $"{To} because {Cause} at {At}";

    internal static ObservedTransition? Of(object message, TimeSpan at) => message switch
    {
        CircuitOpened m => new(at, m.Peer, CircuitState.Open, m.Cause, m.Stats),
        CircuitHalfOpened m => new(at, m.Peer, CircuitState.HalfOpen, m.Cause, m.Stats),
        CircuitClosed m => new(at, m.Peer, CircuitState.Closed, m.Cause, m.Stats),
        _ => null,
    };
}
