using CretoAkka.Calls;
using CretoAkka.Core.Circuits;

namespace CretoAkka.Circuits;

/// <summary>Commands a circuit obeys, answers it gives, events it publishes on the event stream.</summary>
/// <remarks>
/// Commands go to the <see cref="Peers.PeerSupervisor"/> or straight to the circuit. All are immutable.
/// </remarks>
public static class CircuitProtocol
{
    /// <summary>A message to a circuit.</summary>
    public interface ICommand
    {
        /// <summary>Whose circuit.</summary>
        PeerId Peer { get; }
    }

    /// <summary>A reply from a circuit.</summary>
    public interface IReply;

    /// <summary>A fact about a circuit, published after it.</summary>
    public interface IEvent
    {
        /// <summary>Whose circuit.</summary>
        PeerId Peer { get; }
    }

    /// <summary>The application saw the peer succeed.</summary>
    public sealed record RecordSuccess(PeerId Peer) : ICommand;

    /// <summary>The application saw the peer fail.</summary>
    /// <param name="Peer">Whose circuit.</param>
    /// <param name="Age">How long ago what failed was started; null: now.</param>
    public sealed record RecordFailure(PeerId Peer, TimeSpan? Age = null) : ICommand;

    /// <summary>Holds the circuit open, for <paramref name="Duration"/> or until Reset.</summary>
    public sealed record ForceOpen(PeerId Peer, TimeSpan? Duration = null) : ICommand;

    /// <summary>Holds the circuit closed, for <paramref name="Duration"/> or until Reset.</summary>
    public sealed record ForceClose(PeerId Peer, TimeSpan? Duration = null) : ICommand;

    /// <summary>Starts the circuit anew, and releases a forced mode.</summary>
    public sealed record Reset(PeerId Peer) : ICommand;

    /// <summary>Ends a quarantine.</summary>
    public sealed record ReleaseQuarantine(PeerId Peer) : ICommand;

    /// <summary>Asks for <see cref="Statistics"/>.</summary>
    public sealed record GetStats(PeerId Peer) : ICommand;

    /// <summary>What became of a reported outcome.</summary>
    public sealed record OutcomeTaken(PeerId Peer, CompletionReply Reply) : IReply;

    /// <summary>A manual act was done, or refused because the peer is quarantined.</summary>
    public sealed record CommandTaken(PeerId Peer, bool Done) : IReply;

    /// <summary>The answer to <see cref="GetStats"/>.</summary>
    public sealed record Statistics(PeerId Peer, CircuitStats Stats) : IReply;

    /// <summary>There is no such peer, and none may be added.</summary>
    public sealed record PeerUnknown(PeerId Peer) : IReply;

    /// <summary>The circuit opened: the peer is cut off.</summary>
    public sealed record CircuitOpened(PeerId Peer, TransitionCause Cause, FailureCause LastFailure, CircuitStats Stats)
        : IEvent;

    /// <summary>The circuit is half-open: probes decide.</summary>
    public sealed record CircuitHalfOpened(PeerId Peer, TransitionCause Cause, CircuitStats Stats) : IEvent;

    /// <summary>The circuit closed: the peer is back.</summary>
    public sealed record CircuitClosed(PeerId Peer, TransitionCause Cause, CircuitStats Stats) : IEvent;

    /// <summary>In ObserveOnly: the circuit would have opened.</summary>
    public sealed record TripObserved(PeerId Peer, TransitionCause Cause, CircuitStats Stats) : IEvent;
}
