namespace CretoAkka.Core.Sessions;

/// <summary>
/// The sending side of one session: numbers messages, bounds what is unacknowledged, and tells by markers whether
/// the peer takes in what it is sent.
/// </summary>
/// <remarks>
/// A frame carries <see cref="Lowest"/>, then messages, then perhaps a marker, and is taken in by a
/// <see cref="SessionReceiver"/> in that order. A marker is the only thing that succeeds or fails: acknowledged before
/// its deadline, with no more than the allowed share missing of what was sent since the marker before. A message is
/// missing when a marker sent after it arrived and it did not; it counts against that marker alone, so a thousand
/// messages lost in one step are one failure. Acknowledgements come from the wire: none throws, and none costs more
/// than the numbers that are outstanding. Mutable, single-threaded: the owner serializes.
/// </remarks>
public sealed class SessionSender<TItem>
{
    private SessionPolicy _policy;
    private readonly ulong _nonce;
    private readonly SendWindow<TItem> _window;
    private readonly MarkerLog _markers = new();
    private long _sendsSinceMarker;

    // When the last marker was due, or when it was sent where that was another time altogether: who wakes up late
    // marks late, but the next marker is not later for it.
    private TimeSpan _beat;

    /// <summary>A session in which nothing was sent.</summary>
    /// <param name="policy">Its numbers.</param>
    /// <param name="nonce">Known to both sides only: acknowledgements that do not carry it are ignored.</param>
    /// <param name="incarnation">The receiver's process; null: the first acknowledgement tells.</param>
    public SessionSender(SessionPolicy policy, ulong nonce, long? incarnation = null)
    {
        (_policy, _nonce, Incarnation) = (policy, nonce, incarnation);
        _window = new SendWindow<TItem>(policy.Span);
    }

    /// <summary>Goes by other numbers from now on. What waits for its deadline keeps it.</summary>
    /// <exception cref="ArgumentException">The window would be another: that takes another session.</exception>
    public void Follow(SessionPolicy policy)
    {
        if (policy.Span != _policy.Span)
            throw new ArgumentException("The window of a session does not change.", nameof(policy));
        _policy = policy;
    }

    /// <summary>The receiver's process; null: not known yet.</summary>
    public long? Incarnation { get; private set; }

    /// <summary>Messages that are neither acknowledged nor given up.</summary>
    public int OutstandingMessages => _window.Count;

    /// <summary>Their bytes.</summary>
    public int OutstandingBytes => _window.Bytes;

    /// <summary>Messages that the window has room for besides.</summary>
    public int RoomMessages => _policy.WindowMessages - _window.Count;

    /// <summary>Bytes that it has room for; less than 0 where a message larger than it is outstanding.</summary>
    public int RoomBytes => _policy.WindowBytes - _window.Bytes;

    /// <summary>The lowest number outstanding, or the next one where none is. Every frame carries it.</summary>
    public long Lowest => _window.Lowest;

    /// <summary>The highest number sent; 0: none.</summary>
    public long Highest => _window.Last;

    /// <summary>Markers that are not acknowledged and whose deadline has not passed.</summary>
    public int Markers => _markers.Waiting;

    /// <summary>The earliest deadline of a marker; null: none waits.</summary>
    public TimeSpan? NextDeadline => _markers.NextDeadline;

    /// <summary>Whether a message of that size may be sent now. One larger than the window has it to itself.</summary>
    public bool HasRoom(int bytes) =>
        _window.Count < _policy.WindowMessages
        && _window.HasNumber
        && (_window.Count == 0 || bytes <= _policy.WindowBytes - _window.Bytes);

    /// <summary>Takes a message as sent.</summary>
    /// <param name="item">The message.</param>
    /// <param name="bytes">Its size.</param>
    /// <param name="counts">Whether its loss says something of the session: of a bulk message it does not.</param>
    /// <returns>Its number.</returns>
    /// <exception cref="InvalidOperationException">There is no room: ask <see cref="HasRoom"/> first.</exception>
    public long Add(TItem item, int bytes, bool counts = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        if (!HasRoom(bytes))
            throw new InvalidOperationException("the session's window is full");
        if (counts)
            _sendsSinceMarker++;
        return _window.Add(item, bytes, counts, _markers.Last + 1);
    }

    /// <summary>When the next marker is to leave. Zero, so at once, before the first.</summary>
    /// <param name="timeout">The timeout in force, within the policy's bounds.</param>
    public TimeSpan MarkerDueAt(TimeSpan timeout)
    {
        if (_markers.Last == 0)
            return TimeSpan.Zero;
        if (_markers.Last < _policy.FirstMarkers)
            return _beat + _policy.MarkerInterval(Shorter(timeout, _policy.MinTimeout));

        // An expired marker keeps it busy too: a peer found silent while idle is asked at the pace of a busy one.
        var busy = _sendsSinceMarker > 0 || _window.Count > 0 || _markers.Last > _markers.LastAnswered;
        return _beat + (busy ? _policy.MarkerInterval(timeout) : _policy.KeepAlive);
    }

    /// <summary>Sends a marker, which speaks of everything sent since the one before.</summary>
    /// <param name="now">The time.</param>
    /// <param name="timeout">How long it waits.</param>
    /// <returns>Its number.</returns>
    public long Mark(TimeSpan now, TimeSpan timeout)
    {
        var late = now - MarkerDueAt(timeout);
        var isApart = late < TimeSpan.Zero || late >= _policy.MarkerInterval(timeout) || _markers.Last == 0;
        _beat = isApart ? now : now - late;
        var number = _markers.Add(now, now + timeout, _sendsSinceMarker, _window.Last);
        _sendsSinceMarker = 0;
        return number;
    }

    /// <summary>The markers whose deadline has passed by now, each told once.</summary>
    public IReadOnlyList<ExpiredMarker> Expire(TimeSpan now) => _markers.Expire(now);

    /// <summary>
    /// Forgets all markers: what passed while this process itself stood still says nothing about the peer. What they
    /// would have told of messages the next marker will.
    /// </summary>
    /// <returns>Those that were waiting: they end without an outcome.</returns>
    public IReadOnlyList<long> VoidMarkers() => _markers.Void();

    /// <summary>Takes in an acknowledgement.</summary>
    public AckResult<TItem> Take(in Acknowledgement acknowledgement, TimeSpan now)
    {
        var expired = _markers.Expire(now);
        var verdict = Judge(acknowledgement);
        if (verdict != AckVerdict.Accepted)
            return new AckResult<TItem>(verdict, [], [], [], [], expired);

        Incarnation = acknowledgement.Incarnation;
        var settling = new Settlement<TItem>(_policy, _window, _markers, acknowledgement);
        settling.Run();
        return settling.Result(now, expired);
    }

    /// <summary>Takes a lost message as sent again, under its number.</summary>
    /// <returns>Whether it still was outstanding and lost; false: do not send it.</returns>
    public bool Resend(long number)
    {
        if (!_window.Contains(number) || !_window[number].IsLost)
            return false;

        ref var slot = ref _window[number];
        slot.IsLost = false;
        slot.Retries++;
        slot.JudgedBy = _markers.Last + 1;
        if (slot.Counts)
            _sendsSinceMarker++;
        return true;
    }

    /// <summary>Stops waiting for a message. The receiver hears of it by <see cref="Lowest"/>.</summary>
    /// <returns>Whether it was outstanding.</returns>
    public bool GiveUp(long number)
    {
        if (!_window.Contains(number))
            return false;
        _window.Remove(number);
        return true;
    }

    /// <summary>Gives up everything that is outstanding, for it to be sent in another session.</summary>
    /// <returns>The messages in the order of their numbers.</returns>
    public IReadOnlyList<TItem> Drain()
    {
        var items = new List<TItem>(_window.Count);
        while (_window.Count > 0)
            items.Add(_window.Remove(_window.Lowest));
        return items;
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private AckVerdict Judge(in Acknowledgement acknowledgement)
    {
        if (acknowledgement.Nonce != _nonce)
            return AckVerdict.WrongNonce;
        if (Incarnation is { } known && acknowledgement.Incarnation != known)
            return AckVerdict.OtherIncarnation;
        if (acknowledgement.Highest > _window.Last || acknowledgement.Marker > _markers.Last)
            return AckVerdict.BeyondSent;
        return acknowledgement.IsWellFormed(_policy) ? AckVerdict.Accepted : AckVerdict.Malformed;
    }
}
