using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;
using CretoAkka.Core.Sessions;

namespace CretoAkka.Core.Links;

/// <content>Pings: they open a session, ask after a peer that is cut off, and are the first probe.</content>
public sealed partial class OutboundLink<TItem, TPermit>
{
    private static readonly TimeSpan LeastPatience = TimeSpan.FromSeconds(1);

    private TimeSpan _nextPing;
    private long _heardIn = -1;
    private long _backIn = -1;
    private long _goneIn = -1;

    // Trips that still count: as with the back-off, each open timeout spent closed takes one off. To forget them at
    // once would let a peer that answers pings and fails right after closing be cut off for one interval each time.
    private int _trips;
    private TimeSpan _closedAt;

    // Of these, those out of closed: who recovers and fails again waits for its interval, whatever it sends.
    private int _relapses;

    // Whether a ping was answered since the circuit was half-open.
    private bool _proven = true;
    private bool _resolve;

    /// <summary>The peer itself said something: one ping is brought forward.</summary>
    public void Hear(TimeSpan now)
    {
        if (_state != CircuitState.Closed)
            _trickle = _trickle.Heard();
        BringForward(ref _heardIn, now);
    }

    /// <summary>Somebody else says something of the peer: one ping is brought forward, and nothing else.</summary>
    /// <remarks>One for each hint: the dead letters of an end do not use up what the new beginning needs.</remarks>
    /// <param name="mayBeBack">Whether the peer may be back; otherwise it may be gone.</param>
    /// <param name="now">The time.</param>
    public void Hint(bool mayBeBack, TimeSpan now)
    {
        if (mayBeBack)
            BringForward(ref _backIn, now);
        else
            BringForward(ref _goneIn, now);
    }

    /// <summary>Whether a ping was sent, and is not answered.</summary>
    public bool Knows(long ping) => _pings.Knows(ping);

    /// <summary>A hello of this session was answered.</summary>
    /// <param name="number">The ping.</param>
    /// <param name="incarnation">The process that answers.</param>
    /// <param name="fits">Whether it goes by the same keys as the answer that opened the session.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether the ping is known.</returns>
    public bool Welcome(long number, long incarnation, bool fits, TimeSpan now)
    {
        if (!_pings.TryTake(number, out var ping))
            return false;
        if (_sender is not null && !(fits && _sender.Incarnation == incarnation))
        {
            if (ping.IsProbe)
                _door.Ignore(ping.Permit!, now);
            BeginForgotten(incarnation, now);
            return true;
        }
        if (_incarnation is { } known && known != incarnation)
            Renew(incarnation, now);
        _incarnation = incarnation;
        if (_sender is null)
        {
            _sender = new SessionSender<Pending<TItem>>(Numbers, Nonce, incarnation);
            _nextMarker = TimeSpan.Zero;
        }
        Settle(ping, now);
        return true;
    }

    private void BringForward(ref long usedIn, TimeSpan now)
    {
        if (_state == CircuitState.Open && _relapses <= 1 && _door.Circuit.Generation != usedIn)
            (usedIn, _nextPing) = (_door.Circuit.Generation, now);
    }

    // Silence of a peer that is cut off says nothing new; an answer may end the period early.
    private void PingOpenPeer(TimeSpan now)
    {
        if (now < _nextPing)
            return;
        _nextPing = now + ProbeInterval(_trips - 1);
        var mode = _door.Circuit.Mode;
        if (mode == CircuitMode.Automatic
            || (mode == CircuitMode.ForcedOpen && _sender is null)) // Nothing trickles without a session.
            Say(now, Timeout, isProbe: false, default);
    }

    private void Open(TimeSpan now)
    {
        if (now < _nextPing)
            return;
        _nextPing = now + MarkerInterval;
        var patience = _state == CircuitState.HalfOpen ? Later(Timeout, LeastPatience) : Timeout;
        if (_door.TryAdmit(now, patience, out var permit))
            Say(now, patience, isProbe: true, permit);
    }

    private void Say(TimeSpan now, TimeSpan patience, bool isProbe, TPermit? permit)
    {
        var number = _pings.Add(new(now, now + patience, _door.Circuit.Generation, isProbe, permit));
        var resolve = _resolve;
        _resolve = false;
        _way.SayHello(Nonce, number, resolve);
    }

    private TimeSpan ProbeInterval(int trips)
    {
        var interval = _policy.ProbeInterval * Math.Pow(2, Math.Clamp(trips, 0, 16));
        return interval < _door.OpenTimeout ? interval : _door.OpenTimeout;
    }

    private void Settle(in Ping<TPermit> ping, TimeSpan now)
    {
        if (!ping.IsProbe)
        {
            _door.Late(now - ping.SentAt, now);
            _door.Answer(ping.Generation, now);
            return;
        }
        _proven = true;
        if (_isDoubted)
            _door.Hear(ping.Permit!, now - ping.SentAt, now);
        else
            _door.Succeed(ping.Permit!, now - ping.SentAt, now);
    }
}
