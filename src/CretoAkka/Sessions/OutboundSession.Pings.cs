using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;
using CretoAkka.Core.Sessions;
using CretoAkka.Metrics;
using CretoAkka.Peers;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Sessions;

/// <content>Pings: they open a session, ask after a peer that is cut off, and are the first probe.</content>
internal sealed partial class OutboundSession
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
    public void Hint(PeerHint hint, TimeSpan now)
    {
        if (hint == PeerHint.MayBeBack)
            BringForward(ref _backIn, now);
        else
            BringForward(ref _goneIn, now);
    }

    private void BringForward(ref long usedIn, TimeSpan now)
    {
        if (_state == CircuitState.Open && _relapses <= 1 && gate.Circuit.Generation != usedIn)
            (usedIn, _nextPing) = (gate.Circuit.Generation, now);
    }

    // Silence of a peer that is cut off says nothing new; an answer may end the period early.
    private void PingOpenPeer(TimeSpan now)
    {
        if (now < _nextPing)
            return;
        _nextPing = now + ProbeInterval(_trips - 1);
        if (gate.Circuit.Mode == CircuitMode.Automatic
            || (gate.Circuit.Mode == CircuitMode.ForcedOpen && _sender is null)) // Nothing trickles without a session.
            Say(new Ping(now, now + Timeout, gate.Circuit.Generation, null));
    }

    private void Open(TimeSpan now)
    {
        if (now < _nextPing)
            return;
        _nextPing = now + MarkerInterval;
        var patience = _state == CircuitState.HalfOpen ? Later(Timeout, LeastPatience) : Timeout;
        if (_report.Admit(now, patience) is { } admission)
            Say(new Ping(now, now + patience, admission.Generation, admission));
    }

    private void Say(in Ping ping)
    {
        var hello = new Hello(
            node.Name, _nonce, node.Incarnation, _pings.Add(ping), WireVersion, node.HighestVersion);
        if (_resolve)
            transport.Resolve();
        _resolve = false;
        transport.Tell(Signed(hello), self);
        if (node.RehearsesUpgrade)
            transport.Tell(new Unknown(node.Name), self);
    }

    private TimeSpan ProbeInterval(int trips)
    {
        var interval = node.Settings.Session.ProbeInterval * Math.Pow(2, Math.Min(trips, 16));
        return interval < gate.Settings.Circuit.OpenTimeout ? interval : gate.Settings.Circuit.OpenTimeout;
    }

    private void Take(Welcome welcome, TimeSpan now)
    {
        if (!_pings.TryTake(welcome.Ping, out var ping))
        {
            anomalies.Note(SessionAnomaly.WrongNonce);
            return;
        }
        if (_sender is not null && !IsOfThisSession(welcome))
        {
            if (ping.Admission is { } unused)
                _report.Void(unused);
            BeginForgotten(welcome.Incarnation, now);
            return;
        }
        if (_incarnation is { } known && known != welcome.Incarnation)
            Renew(welcome.Incarnation, now);
        _incarnation = welcome.Incarnation;
        if (_sender is null)
        {
            _sender = new SessionSender<Pending<Outgoing>>(_policy, _nonce, welcome.Incarnation);
            _nextMarker = TimeSpan.Zero;
        }
        Settle(ping, now);
    }

    private bool IsOfThisSession(Welcome welcome) =>
        _sender!.Incarnation == welcome.Incarnation && (_handshake?.Fits(welcome) ?? true);

    private void Settle(in Ping ping, TimeSpan now)
    {
        if (ping.Admission is { } admission)
        {
            _proven = true;
            if (_isDoubted)
                _report.Hear(admission, now - ping.SentAt, now);
            else
                _report.Succeed(admission, now - ping.SentAt, now);
            return;
        }
        _report.Late(now - ping.SentAt, now);
        gate.Apply(CircuitInput.Answer(ping.Generation));
    }
}
