using Akka.Actor;
using CretoAkka.Circuits;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;
using CretoAkka.Core.Sessions;

namespace CretoAkka.Sessions;

/// <summary>
/// The sending side of one peer's session: opens it, keeps it full while the circuit is closed, asks by markers and
/// pings whether the peer is there, and begins anew when the peer is another process. Driven by its circuit's actor.
/// </summary>
internal sealed partial class OutboundSession(
    CircuitGate gate,
    LinkNode node,
    SessionPolicy policy,
    IPeerTransport transport,
    OutboundQueue<Outgoing> queue,
    DrainPace pace,
    Action newIncarnation,
    AnomalyLog anomalies,
    IActorRef self)
{
    // A wake-up that comes later than this means that this process stood still, and not its peers.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    private readonly ProbeReporter _report = new(gate);
    private SessionPolicy _policy = policy;
    private readonly PingLog _pings = new();
    private readonly Dictionary<long, Admission> _markers = [];
    private readonly Queue<LostMessage<Pending<Outgoing>>> _lost = [];
    private SessionSender<Pending<Outgoing>>? _sender;
    private ulong _nonce = node.NextNonce();
    private long? _incarnation;
    private TimeSpan? _renewedAt;
    private TimeSpan _nextMarker;
    private TimeSpan? _wakeAt;

    // The circuit's state as its actor has announced it: nothing follows from a change before that is told.
    private CircuitState _state = CircuitState.Closed;

    /// <summary>Whether the peer has answered the opening of this session.</summary>
    public bool IsEstablished => _sender is not null;

    /// <summary>Messages sent and not acknowledged.</summary>
    public int Outstanding => _sender?.OutstandingMessages ?? 0;

    /// <summary>Goes by other numbers from now on; the window stays.</summary>
    public void Follow(SessionPolicy changed)
    {
        _policy = changed;
        _sender?.Follow(changed);
    }

    private TimeSpan Timeout => _policy.TimeoutFor(gate.Latency.Timeout);

    private TimeSpan MarkerInterval => _policy.MarkerInterval(Timeout);

    /// <summary>Whether all that waits would be sent now.</summary>
    public bool HasRoomForAll => _state == CircuitState.Closed
        && gate.Circuit.State == _state
        && _sender is not null
        && pace.NextAt == TimeSpan.Zero
        && _sender.OutstandingMessages + queue.Count <= _policy.WindowMessages
        && (_sender.OutstandingBytes + queue.Bytes <= _policy.WindowBytes
            || _sender.OutstandingMessages + queue.Count == 1);

    /// <summary>Does what is due.</summary>
    public void Advance(TimeSpan now)
    {
        VoidAfterPause(now);
        Expire(now);
        if (gate.Circuit.State != _state)
            return;
        if (_state == CircuitState.Open)
            PingOpenPeer(now);
        else if (_sender is null || !_proven)
            Open(now);
        else
            Pump(now);
        Trickle(now);
    }

    /// <summary>When <see cref="Advance"/> is to be called next; whoever calls later has been held up.</summary>
    /// <returns>Null: not before something happens.</returns>
    public TimeSpan? NextDue(TimeSpan now)
    {
        var next = Sooner(NextSend(now), Sooner(_pings.NextDeadline, Sooner(_sender?.NextDeadline, queue.NextExpiry)));
        _wakeAt = next is { } at ? Later(at, now) : null;
        return next;
    }

    /// <summary>The circuit went to another state. Sends nothing.</summary>
    public void Entered(CircuitState state, TimeSpan now)
    {
        _markers.Clear(); // What they are bound to has passed; a late answer is a sample all the same.
        _pings.EndAll();
        if (_state == CircuitState.Closed && state != CircuitState.Closed)
        {
            _trickle = new(node.Settings.Session.ProbeInterval);
            var quiet = (now - _closedAt).Ticks / gate.Settings.Circuit.OpenTimeout.Ticks;
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
            (_nextPing, _resolve, _asking) = (now, true, Outstanding > 0);
    }

    private TimeSpan? NextSend(TimeSpan now)
    {
        if (gate.Circuit.State != _state)
            return null;
        if (_state == CircuitState.Open || _sender is null || !_proven)
            return Sooner(_nextPing, NextTrickle(now));
        // Where nothing but a marker may leave the pace is not asked, and would be due at once again and again.
        var marker = Sooner(MarkerDue(), NextTrickle(now));
        return _state == CircuitState.Closed && !_asking
            && Head is { } head && _sender.HasRoom(head.Bytes) && pace.NextAt > TimeSpan.Zero
            ? Sooner(marker, pace.NextAt)
            : marker;
    }

    // In a pause of this process deadlines pass that peers could not have met.
    private void VoidAfterPause(TimeSpan now)
    {
        if (_wakeAt is not { } due || now - due <= Later(LongestPause, MarkerInterval * 2))
            return;
        VoidProbes();
        _sender?.VoidMarkers();
        _nextPing = now;
    }

    private void VoidProbes()
    {
        foreach (var ping in _pings.EndAll())
        {
            if (ping.Admission is { } admission)
                _report.Void(admission);
        }
        foreach (var (_, admission) in _markers)
            _report.Void(admission);
        _markers.Clear();
    }

    private void Expire(TimeSpan now)
    {
        foreach (var ping in _pings.Expire(now))
        {
            if (ping.Admission is { } admission)
                _report.FailBySilence(admission, ping.Deadline!.Value - ping.SentAt);
        }
        if (_sender is not null)
            Fail(_sender.Expire(now));
        queue.Expire(now);
    }

    private void Fail(IReadOnlyList<ExpiredMarker> expired)
    {
        foreach (var marker in expired)
        {
            if (_markers.Remove(marker.Number, out var admission))
                _report.FailBySilence(admission, marker.Deadline - marker.SentAt);
        }
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan? Sooner(TimeSpan? a, TimeSpan? b) => a is null || b < a ? b ?? a : a;
}
