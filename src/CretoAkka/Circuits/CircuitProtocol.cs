using CretoAkka.Calls;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Quorums;
using CretoAkka.Latency;

namespace CretoAkka.Circuits;

/// <summary>Commands a circuit obeys, answers it gives, events it publishes on the event stream.</summary>
/// <remarks>
/// Commands go to the <see cref="PeerCircuits.Supervisor"/> or straight to the circuit. All are immutable.
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
    /// <param name="Peer">Whose circuit.</param>
    /// <param name="Latency">How long that took; null: not measured.</param>
    public sealed record RecordSuccess(PeerId Peer, TimeSpan? Latency = null) : ICommand;

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

    /// <summary>Sends a message to a peer.</summary>
    /// <param name="Peer">Which peer.</param>
    /// <param name="Payload">The message; immutable.</param>
    /// <param name="Traits">What may be done with it; null: nothing but send it.</param>
    /// <param name="Receipt">
    /// Whether the sender is told <see cref="Sent"/>, <see cref="Queued"/>, <see cref="Forwarded"/> or
    /// <see cref="Rejected"/>.
    /// </param>
    public sealed record Send(PeerId Peer, object Payload, MessageTraits? Traits = null, bool Receipt = false)
        : ICommand;

    /// <summary>
    /// What a target is told where <c>creto.session.ack = processed</c>: it tells <see cref="Processed"/> to the sender
    /// of this once it is done, and not before that is the message acknowledged.
    /// </summary>
    /// <param name="Peer">Who sent it.</param>
    /// <param name="Payload">The message.</param>
    /// <param name="Number">The number of this delivery, to be confirmed.</param>
    public sealed record Delivery(PeerId Peer, object Payload, long Number);

    /// <summary>The target is done with the delivery of that number.</summary>
    public sealed record Processed(PeerId Peer, long Number) : ICommand;

    /// <summary>Sends a message to every peer that has an address.</summary>
    public sealed record Broadcast(object Payload, MessageTraits? Traits = null);

    /// <summary>A latency that the application measured; no outcome.</summary>
    public sealed record RecordLatency(PeerId Peer, TimeSpan Latency) : ICommand;

    /// <summary>The message is on its way.</summary>
    public sealed record Sent(PeerId Peer) : IReply;

    /// <summary>The message waits.</summary>
    /// <param name="Peer">For whom.</param>
    /// <param name="Position">Its place, from 1.</param>
    /// <param name="Expires">How long it waits at most.</param>
    public sealed record Queued(PeerId Peer, int Position, TimeSpan Expires) : IReply;

    /// <summary>The message was given to another peer.</summary>
    public sealed record Forwarded(PeerId Peer, PeerId Alternative) : IReply;

    /// <summary>The message was not taken.</summary>
    /// <param name="Peer">For whom it was.</param>
    /// <param name="Reason">Why, in a sentence.</param>
    /// <param name="RetryAfter">How long to wait before trying again; null: it will not help.</param>
    public sealed record Rejected(PeerId Peer, string Reason, TimeSpan? RetryAfter) : IReply;

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

    // Refused where it is written: the circuit that it is told to could only fail, and its sender would wait.
    private static TimeSpan? Positive(TimeSpan? duration) => duration <= TimeSpan.Zero
        ? throw new ArgumentOutOfRangeException(nameof(duration), duration, "A forced mode lasts longer than zero.")
        : duration;
}
