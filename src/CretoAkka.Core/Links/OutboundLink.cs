using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;
using CretoAkka.Core.Sessions;

namespace CretoAkka.Core.Links;

/// <summary>
/// The sending side of one peer's session: opens it, keeps it full while the circuit is closed, asks by markers and
/// pings whether the peer is there, and begins anew when the peer is another process.
/// </summary>
/// <remarks>
/// It decides what leaves and when, and what follows from an answer; its owner has the clock, the wire and the circuit.
/// The owner calls <see cref="Elapse"/> and then <see cref="Advance"/> after everything that happens and at
/// <see cref="NextDue"/>, and <see cref="Entered"/> for each state of the circuit in its order. Mutable,
/// single-threaded: the owner serializes.
/// </remarks>
/// <typeparam name="TItem">A message.</typeparam>
/// <typeparam name="TPermit">What the outcome of a probe is bound to.</typeparam>
public sealed partial class OutboundLink<TItem, TPermit>
{
    // A wake-up that comes later than this means that this process stood still, and not its peers.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    private readonly ICircuitDoor<TPermit> _door;
    private readonly IPeerWay<TItem> _way;
    private readonly OutboundQueue<TItem> _queue;
    private readonly DrainPace _pace;
    private readonly PingLog<TPermit> _pings = new();
    private readonly Dictionary<long, TPermit> _markers = [];
    private readonly Queue<LostMessage<Pending<TItem>>> _lost = [];
    private LinkPolicy _policy;
    private SessionSender<Pending<TItem>>? _sender;
    private long? _incarnation;
    private TimeSpan? _renewedAt;
    private TimeSpan _nextMarker;
    private TimeSpan? _wakeAt;

    // The circuit's state as its owner has announced it: nothing follows from a change before that is told.
    private CircuitState _state = CircuitState.Closed;

    /// <summary>A link that has said nothing yet.</summary>
    /// <param name="door">The peer's circuit.</param>
    /// <param name="way">How what is sent gets there.</param>
    /// <param name="queue">What waits; its owner fills it.</param>
    /// <param name="pace">How fast it leaves after a recovery; its owner begins that.</param>
    /// <param name="policy">The numbers.</param>
    public OutboundLink(
        ICircuitDoor<TPermit> door, IPeerWay<TItem> way, OutboundQueue<TItem> queue, DrainPace pace, LinkPolicy policy)
    {
        (_door, _way, _queue, _pace, _policy) = (door, way, queue, pace, policy);
        _trickle = new(policy.ProbeInterval);
        Nonce = way.NextNonce();
    }

    /// <summary>Of the session that is open, or being opened.</summary>
    public ulong Nonce { get; private set; }

    /// <summary>Whether the peer has answered the opening of this session.</summary>
    public bool IsEstablished => _sender is not null;

    /// <summary>The peer's process in this session; null: it is not established.</summary>
    public long? Incarnation => _sender?.Incarnation;

    /// <summary>Messages sent and not acknowledged.</summary>
    public int Outstanding => _sender?.OutstandingMessages ?? 0;

    /// <summary>Whether all that waits would be sent now.</summary>
    public bool HasRoomForAll => _state == CircuitState.Closed
        && _door.Circuit.State == _state
        && _sender is not null
        && _pace.NextAt == TimeSpan.Zero
        && _sender.OutstandingMessages + _queue.Count <= Numbers.WindowMessages
        && (_sender.OutstandingBytes + _queue.Bytes <= Numbers.WindowBytes
            || _sender.OutstandingMessages + _queue.Count == 1);

    private SessionPolicy Numbers => _policy.Session;

    private TimeSpan Timeout => Numbers.TimeoutFor(_door.Timeout);

    private TimeSpan MarkerInterval => Numbers.MarkerInterval(Timeout);

    /// <summary>Goes by other numbers from now on; the window stays.</summary>
    public void Follow(SessionPolicy changed)
    {
        _policy = _policy with { Session = changed };
        _sender?.Follow(changed);
    }

    /// <summary>Does what is due, once <see cref="Elapse"/> has let time pass.</summary>
    public void Advance(TimeSpan now)
    {
        if (_door.Circuit.State != _state)
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
    /// <param name="now">The time.</param>
    /// <param name="besides">When the owner will call in any case; null: it will not.</param>
    /// <returns>Null: not before something happens.</returns>
    public TimeSpan? NextDue(TimeSpan now, TimeSpan? besides = null)
    {
        var next = Sooner(
            Sooner(NextSend(now), besides),
            Sooner(_pings.NextDeadline, Sooner(_sender?.NextDeadline, _queue.NextExpiry)));
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
            _trickle = new(_policy.ProbeInterval);
            var quiet = (now - _closedAt).Ticks / _door.OpenTimeout.Ticks;
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
        if (_door.Circuit.State != _state)
            return null;
        if (_state == CircuitState.Open || _sender is null || !_proven)
            return Sooner(_nextPing, NextTrickle(now));
        // Where nothing but a marker may leave the pace is not asked, and would be due at once again and again.
        var marker = Sooner(MarkerDue(), NextTrickle(now));
        return _state == CircuitState.Closed && !_asking
            && Head is { } head && _sender.HasRoom(head.Bytes) && _pace.NextAt > TimeSpan.Zero
            ? Sooner(marker, _pace.NextAt)
            : marker;
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan? Sooner(TimeSpan? a, TimeSpan? b) => a is null || b < a ? b ?? a : a;
}
