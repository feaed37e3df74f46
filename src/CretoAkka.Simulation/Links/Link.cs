using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;
using CretoAkka.Core.Sessions;
using CretoAkka.Pbft.Messages;
using CretoAkka.Simulation.Checks;

namespace CretoAkka.Simulation.Links;

/// <summary>
/// The sending side towards one peer, made of the same parts as an actor's: circuit, queue, session, pace. It opens a
/// session, keeps it full while the circuit is closed, and asks by markers and pings whether the peer is there.
/// </summary>
internal sealed partial class Link
{
    // A wake-up that comes later than this means that this node stood still, and not its peers.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    private readonly ILinkHost _host;
    private readonly int _peer;
    private readonly LinkSettings _settings;
    private readonly SessionPolicy _policy;
    private readonly OutboundQueue<Parcel> _queue;
    private readonly DrainPace _pace;
    private readonly PingLog _pings = new();
    private readonly Dictionary<long, Permit> _markers = [];
    private readonly Queue<LostMessage<Pending<Parcel>>> _lost = [];
    private SessionSender<Pending<Parcel>>? _sender;
    private ulong _nonce;
    private long? _incarnation;
    private TimeSpan? _renewedAt;
    private TimeSpan _nextMarker;
    private TimeSpan? _wakeAt;
    private long _number;

    // The circuit's state as followed so far.
    private CircuitState _state = CircuitState.Closed;

    /// <summary>Makes the link of one node to a peer.</summary>
    public Link(ILinkHost host, int peer, string name, LinkSettings settings, Gate gate)
    {
        (_host, _peer, _settings, _policy) = (host, peer, settings, settings.Session);
        Gate = gate;
        _queue = new(settings.Queue);
        _pace = new(settings.DrainRate);
        _trickle = new(settings.ProbeInterval);
        _nonce = host.NextNonce();
        Books = new(name, settings.Queue);
    }

    /// <summary>The peer's circuit.</summary>
    public Gate Gate { get; }

    /// <summary>Who watches that messages are kept.</summary>
    public MessageBooks Books { get; }

    /// <summary>How often the circuit closed because the peer had proven itself.</summary>
    public long Recoveries { get; private set; }

    private TimeSpan Timeout => _policy.TimeoutFor(Gate.Timeout.InForce);

    private TimeSpan MarkerInterval => _policy.MarkerInterval(Timeout);

    /// <summary>Takes a message; <see cref="Advance"/> sends it.</summary>
    public void Send(SignedMessage message, in MessageLabel label, TimeSpan now)
    {
        var parcel = new Parcel(message, ++_number);
        var result = _queue.Enqueue(parcel, message.Encoded.Length, label, now);
        if (!result.IsTooLarge)
            Books.Accepted(parcel, result);
    }

    /// <summary>The protocol has left behind a lane's instances up to one.</summary>
    public void AdvanceWatermark(string lane, long instance) => Books.Ended(_queue.AdvanceWatermark(lane, instance));

    /// <summary>Ends every message that has not ended.</summary>
    public void End(PendingOutcome outcome) => Books.Ended(_queue.EndAll(outcome));

    /// <summary>Does what is due, after following the circuit.</summary>
    /// <returns>Whether the peer has recovered just now.</returns>
    public bool Advance(TimeSpan now)
    {
        VoidAfterPause(now);
        Expire(now);
        Gate.Elapse(now);
        var recovered = Follow(now);
        if (_state == CircuitState.Open)
            PingOpenPeer(now);
        else if (_sender is null || !_proven)
            Open(now);
        else
            Pump(now);
        Trickle(now);
        recovered |= Follow(now);
        return recovered;
    }

    /// <summary>What should be so after everything that is due was done.</summary>
    public void Check(TimeSpan now)
    {
        Books.Check(_queue);
        Gate.Books.Check(now);
    }

    /// <summary>When <see cref="Advance"/> is to be called next; null: not before something happens.</summary>
    public TimeSpan? NextDue(TimeSpan now)
    {
        var next = Sooner(
            Sooner(NextSend(now), Gate.Circuit.Deadline),
            Sooner(_pings.NextDeadline, Sooner(_sender?.NextDeadline, _queue.NextExpiry)));
        _wakeAt = next is { } at ? Later(at, now) : null;
        return next;
    }

    private bool Follow(TimeSpan now)
    {
        var recovered = false;
        while (Gate.Entered.TryDequeue(out var state))
        {
            var isRecovery = state == CircuitState.Closed && Gate.Circuit.Cause != TransitionCause.Evicted;
            if (state == CircuitState.Closed)
                _pace.Begin(_queue.Count, now);
            if (isRecovery)
                Recoveries++;
            recovered |= isRecovery;
            Enter(state, now);
        }
        return recovered;
    }

    private void Enter(CircuitState state, TimeSpan now)
    {
        _markers.Clear(); // What they are bound to has passed; a late answer is a sample all the same.
        _pings.EndAll();
        if (_state == CircuitState.Closed && state != CircuitState.Closed)
        {
            _trickle = new(_settings.ProbeInterval);
            var quiet = (now - _closedAt).Ticks / _settings.Circuit.OpenTimeout.Ticks;
            (_trips, _relapses) = ((int)Math.Max(0, _trips - quiet), (int)Math.Max(0, _relapses - quiet) + 1);
        }
        _state = state;
        _proven = state == CircuitState.Closed;
        _nextMarker = TimeSpan.Zero;
        if (state == CircuitState.Closed)
            _closedAt = now;
        else if (state == CircuitState.Open)
            _nextPing = now + ProbeInterval(_trips++);
        else
            (_nextPing, _asking) = (now, _sender?.OutstandingMessages > 0);
    }

    private TimeSpan? NextSend(TimeSpan now)
    {
        if (_state == CircuitState.Open || _sender is null || !_proven)
            return Sooner(_nextPing, NextTrickle(now));
        var marker = Sooner(MarkerDue(), NextTrickle(now));
        return _state == CircuitState.Closed && !_asking
            && Head is { } head && _sender.HasRoom(head.Bytes) && _pace.NextAt > TimeSpan.Zero
            ? Sooner(marker, _pace.NextAt)
            : marker;
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan? Sooner(TimeSpan? a, TimeSpan? b) => a is null || b < a ? b ?? a : a;
}
