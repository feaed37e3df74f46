using Akka.Actor;
using CretoAkka.Circuits;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;
using CretoAkka.Core.Sessions;
using static CretoAkka.Sessions.SessionProtocol;

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
    PendingQueue<Outgoing> queue,
    Action newIncarnation,
    IActorRef self)
{
    // A wake-up that comes later than this means that this process stood still, and not its peers.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    private readonly ProbeReporter _report = new(gate);
    private readonly PingLog _pings = new();
    private readonly Dictionary<long, Admission> _markers = [];
    private readonly Queue<LostMessage<Pending<Outgoing>>> _lost = [];
    private SessionSender<Pending<Outgoing>>? _sender;
    private ulong _nonce = node.NextNonce();
    private long? _incarnation;
    private TimeSpan _nextPing;
    private TimeSpan _nextMarker;
    private TimeSpan? _wakeAt;
    private int _trips;
    private bool _proven = true;

    /// <summary>Whether the peer has answered the opening of this session.</summary>
    public bool IsEstablished => _sender is not null;

    /// <summary>Messages sent and not acknowledged.</summary>
    public int Outstanding => _sender?.OutstandingMessages ?? 0;

    private TimeSpan Timeout => policy.TimeoutFor(gate.Latency.Timeout);

    private TimeSpan MarkerInterval => Timeout / policy.MarkersPerTimeout;

    /// <summary>Does what is due.</summary>
    public void Advance(TimeSpan now)
    {
        VoidAfterPause(now);
        Expire(now);
        switch (gate.Circuit.State)
        {
            case CircuitState.Open:
                PingOpenPeer(now);
                break;
            case CircuitState.HalfOpen when !_proven:
            case var _ when _sender is null:
                if (now >= _nextPing)
                    Open(now);
                break;
            default:
                Pump(now);
                break;
        }
    }

    /// <summary>When <see cref="Advance"/> is to be called next; whoever calls later has been held up.</summary>
    public TimeSpan NextDue(TimeSpan now)
    {
        var next = gate.Circuit.State == CircuitState.Open || _sender is null || !_proven
            ? _nextPing
            : Later(_nextMarker, _sender.MarkerDueAt(Timeout));
        if (_pings.NextDeadline is { } ping && ping < next)
            next = ping;
        if (_sender?.NextDeadline is { } marker && marker < next)
            next = marker;
        if (queue.NextExpiry is { } expiry && expiry < next)
            next = expiry;
        _wakeAt = Later(next, now);
        return next;
    }

    /// <summary>The circuit went to another state.</summary>
    public void Entered(CircuitState state, TimeSpan now)
    {
        foreach (var (_, admission) in _markers)
            _report.Void(admission); // Stale by now: this only empties the book.
        _markers.Clear();
        _sender?.VoidMarkers();
        _pings.Clear();
        _proven = state == CircuitState.Closed;
        if (state == CircuitState.Closed)
            _trips = 0;
        if (state == CircuitState.Open)
            _nextPing = now + ProbeInterval(_trips++);
        if (state != CircuitState.HalfOpen)
            return;

        transport.Resolve();
        _nextPing = now;
    }

    /// <summary>Something says that the peer may be there: one ping is brought forward.</summary>
    public void Hint(TimeSpan now)
    {
        if (gate.Circuit.State == CircuitState.Open && gate.Circuit.Generation != _hintedIn)
            (_hintedIn, _nextPing) = (gate.Circuit.Generation, now);
    }

    private long _hintedIn = -1;

    // In a pause of this process deadlines pass that peers could not have met.
    private void VoidAfterPause(TimeSpan now)
    {
        if (now - _wakeAt <= Later(LongestPause, MarkerInterval * 2) || _wakeAt is null)
            return;
        foreach (var ping in _pings.Clear())
        {
            if (ping.Admission is { } admission)
                _report.Void(admission);
        }
        foreach (var (_, admission) in _markers)
            _report.Void(admission);
        _markers.Clear();
        _sender?.VoidMarkers();
        _nextPing = now;
    }

    private void Expire(TimeSpan now)
    {
        foreach (var ping in _pings.Expire(now))
        {
            if (ping.Admission is { } admission)
                _report.FailBySilence(admission, ping.Deadline - ping.SentAt);
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

    // Silence of a peer that is cut off says nothing new; an answer may end the period early.
    private void PingOpenPeer(TimeSpan now)
    {
        if (now < _nextPing)
            return;
        _nextPing = now + ProbeInterval(_trips - 1);
        if (gate.Circuit.Mode == CircuitMode.Automatic)
            Say(new Ping(now, now + Timeout, gate.Circuit.Generation, null));
    }

    private void Open(TimeSpan now)
    {
        _nextPing = now + MarkerInterval;
        var patience = gate.Circuit.State == CircuitState.HalfOpen
            ? Later(Timeout, TimeSpan.FromSeconds(1))
            : Timeout;
        if (_report.Admit(now, patience) is { } admission)
            Say(new Ping(now, now + patience, admission.Generation, admission));
    }

    private void Say(in Ping ping) =>
        transport.Tell(
            new Hello(node.Name, _nonce, node.Incarnation, _pings.Add(ping), WireVersion, WireVersion), self);

    private TimeSpan ProbeInterval(int trips)
    {
        var interval = node.Settings.Session.ProbeInterval * Math.Pow(2, Math.Min(trips, 16));
        return interval < gate.Settings.Circuit.OpenTimeout ? interval : gate.Settings.Circuit.OpenTimeout;
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
