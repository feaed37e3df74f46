using Akka.Actor;
using CretoAkka.Calls;
using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Quorums;
using CretoAkka.Latency;

namespace CretoAkka.Circuits;

/// <summary>Commands a circuit obeys, answers it gives, events it publishes on the event stream.</summary>
/// <remarks>
/// Commands go to the <see cref="PeerCircuits.Supervisor"/> or straight to the circuit. All are immutable. Commands and
/// events are for this node's own actors: where <c>akka.remote.untrusted-mode</c> is on, those of other nodes do not
/// get in, and no session carries one.
/// </remarks>
public static partial class CircuitProtocol
{
    /// <summary>A message to a circuit.</summary>
    public interface ICommand : IPossiblyHarmful
    {
        /// <summary>Whose circuit.</summary>
        PeerId Peer { get; }
    }

    /// <summary>A reply from a circuit.</summary>
    public interface IReply;

    /// <summary>A fact about a circuit, published after it.</summary>
    public interface IEvent : IPossiblyHarmful
    {
        /// <summary>Whose circuit.</summary>
        PeerId Peer { get; }
    }

    /// <summary>The application saw the peer succeed.</summary>
    /// <param name="Peer">Whose circuit.</param>
    /// <param name="Latency">How long that took; null: not measured.</param>
    /// <exception cref="ArgumentOutOfRangeException">The latency is less than zero.</exception>
    public sealed record RecordSuccess(PeerId Peer, TimeSpan? Latency = null) : ICommand
    {
        /// <summary>How long that took, at least zero; null: not measured.</summary>
        public TimeSpan? Latency { get; init => field = NotNegative(value); } = NotNegative(Latency);
    }

    /// <summary>The application saw the peer fail.</summary>
    /// <param name="Peer">Whose circuit.</param>
    /// <param name="Age">How long ago what failed was started; null: now.</param>
    /// <param name="Cause">What the failure was.</param>
    public sealed record RecordFailure(
        PeerId Peer, TimeSpan? Age = null, FailureCause Cause = FailureCause.Reported) : ICommand;

    /// <summary>Holds the circuit open, for <paramref name="Duration"/> or until Reset.</summary>
    /// <param name="Peer">Whose circuit.</param>
    /// <param name="Duration">How long; null: until Reset.</param>
    /// <param name="Override">Whether it is cut off even if the protocol does not tolerate one more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The duration is not longer than zero.</exception>
    public sealed record ForceOpen(PeerId Peer, TimeSpan? Duration = null, bool Override = false) : ICommand
    {
        /// <summary>How long; null: until Reset.</summary>
        public TimeSpan? Duration { get; init => field = Positive(value); } = Positive(Duration);
    }

    /// <summary>Holds the circuit closed, for <paramref name="Duration"/> or until Reset.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The duration is not longer than zero.</exception>
    public sealed record ForceClose(PeerId Peer, TimeSpan? Duration = null) : ICommand
    {
        /// <summary>How long; null: until Reset.</summary>
        public TimeSpan? Duration { get; init => field = Positive(value); } = Positive(Duration);
    }

    /// <summary>Starts the circuit anew, and releases a forced mode.</summary>
    public sealed record Reset(PeerId Peer) : ICommand;

    /// <summary>Asks for <see cref="Position"/>.</summary>
    public sealed record GetState(PeerId Peer) : ICommand;

    /// <summary>Asks for <see cref="Latencies"/>.</summary>
    public sealed record GetLatencyStats(PeerId Peer) : ICommand;

    /// <summary>Asks for <see cref="TimeoutInForce"/>.</summary>
    public sealed record GetTimeout(PeerId Peer) : ICommand;

    /// <summary>Ends a quarantine.</summary>
    public sealed record ReleaseQuarantine(PeerId Peer) : ICommand;

    /// <summary>Asks for <see cref="Statistics"/>.</summary>
    public sealed record GetStats(PeerId Peer) : ICommand;

    /// <summary>A latency that the application measured; no outcome.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than zero.</exception>
    public sealed record RecordLatency(PeerId Peer, TimeSpan Latency) : ICommand
    {
        /// <summary>What was measured, at least zero.</summary>
        public TimeSpan Latency { get; init => field = NotNegative(value)!.Value; } = NotNegative(Latency)!.Value;
    }

    /// <summary>What became of a reported outcome.</summary>
    public sealed record OutcomeTaken(PeerId Peer, CompletionReply Reply) : IReply;

    /// <summary>What became of a manual act.</summary>
    public sealed record CommandTaken(PeerId Peer, CommandReply Reply) : IReply;

    /// <summary>The answer to <see cref="GetStats"/>.</summary>
    public sealed record Statistics(PeerId Peer, CircuitStats Stats) : IReply;

    /// <summary>The answer to <see cref="GetState"/>.</summary>
    public sealed record Position(PeerId Peer, CircuitState State, CircuitMode Mode) : IReply;

    /// <summary>The answer to <see cref="GetLatencyStats"/>.</summary>
    public sealed record Latencies(PeerId Peer, LatencyStats Stats) : IReply;

    /// <summary>The answer to <see cref="GetTimeout"/>.</summary>
    public sealed record TimeoutInForce(PeerId Peer, TimeSpan Timeout) : IReply;

    /// <summary>There is no such peer, and none may be added.</summary>
    public sealed record PeerUnknown(PeerId Peer) : IReply;

    /// <summary>The circuit opened: the peer is cut off.</summary>
    public sealed record CircuitOpened(PeerId Peer, TransitionCause Cause, FailureCause LastFailure, CircuitStats Stats)
        : IEvent;

    /// <summary>The circuit is half-open: probes decide.</summary>
    public sealed record CircuitHalfOpened(PeerId Peer, TransitionCause Cause, CircuitStats Stats) : IEvent;

    /// <summary>The circuit closed: the peer is back.</summary>
    public sealed record CircuitClosed(PeerId Peer, TransitionCause Cause, CircuitStats Stats) : IEvent;

    /// <summary>The peer is back: published before what waits for it is sent.</summary>
    public sealed record PeerRecovered(PeerId Peer) : IEvent;

    /// <summary>
    /// The circuit would have opened, but no more of the membership may be cut off: it is closed and suspected.
    /// </summary>
    /// <param name="Peer">Whose circuit.</param>
    /// <param name="Cause">Why it would have opened; None: by hand or on evidence.</param>
    /// <param name="Refusal">Why it may not.</param>
    /// <param name="Stats">What it has seen.</param>
    public sealed record IsolationRefused(
        PeerId Peer, TransitionCause Cause, IsolationRefusal Refusal, CircuitStats Stats) : IEvent;

    /// <summary>In ObserveOnly: the circuit would have opened.</summary>
    public sealed record TripObserved(PeerId Peer, TransitionCause Cause, CircuitStats Stats) : IEvent;

    /// <summary>The circuit obeys other settings from now on.</summary>
    public sealed record SettingsChanged(PeerId Peer, PeerSettings Before, PeerSettings After) : IEvent;

    // Refused where it is written: a circuit that is told of it could only fail, and its sender would wait.
    private static TimeSpan? NotNegative(TimeSpan? latency) => latency < TimeSpan.Zero
        ? throw new ArgumentOutOfRangeException(nameof(latency), latency, "A latency is at least zero.")
        : latency;

    private static TimeSpan? Positive(TimeSpan? duration) => duration <= TimeSpan.Zero
        ? throw new ArgumentOutOfRangeException(nameof(duration), duration, "A forced mode lasts longer than zero.")
        : duration;
}
