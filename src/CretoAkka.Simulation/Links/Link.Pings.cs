using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;
using CretoAkka.Core.Sessions;

namespace CretoAkka.Simulation.Links;

/// <content>Pings: they open a session, ask after a peer that is cut off, and are the first probe.</content>
internal sealed partial class Link
{
    private static readonly TimeSpan LeastPatience = TimeSpan.FromSeconds(1);

    private TimeSpan _nextPing;
    private long _heardIn = -1;
    private int _trips;
    private int _relapses;
    private TimeSpan _closedAt;

    // Whether a ping was answered since the circuit was half-open.
    private bool _proven = true;

    /// <summary>The peer itself said something: one ping is brought forward.</summary>
    public void Hear(TimeSpan now)
    {
        if (_state == CircuitState.Closed)
            return;
        _trickle = _trickle.Heard();
        if (_state == CircuitState.Open && _relapses <= 1 && Gate.Circuit.Generation != _heardIn)
            (_heardIn, _nextPing) = (Gate.Circuit.Generation, now);
    }

    // Silence of a peer that is cut off says nothing new; an answer may end the period early.
    private void PingOpenPeer(TimeSpan now)
    {
        if (now < _nextPing)
            return;
        _nextPing = now + ProbeInterval(_trips - 1);
        if (Gate.Circuit.Mode == CircuitMode.Automatic)
            Say(new Ping(now, now + Timeout, Gate.Circuit.Generation, null));
    }

    private void Open(TimeSpan now)
    {
        if (now < _nextPing)
            return;
        _nextPing = now + MarkerInterval;
        var patience = _state == CircuitState.HalfOpen ? Later(Timeout, LeastPatience) : Timeout;
        if (Gate.Admit(now, patience, OutcomeSource.Session) is { } permit)
            Say(new Ping(now, now + patience, permit.Generation, permit));
    }

    private void Say(in Ping ping) =>
        _host.Tell(_peer, new LinkMessage.Hello(_nonce, _host.Incarnation, _pings.Add(ping)));

    private TimeSpan ProbeInterval(int trips)
    {
        var interval = _settings.ProbeInterval * Math.Pow(2, Math.Clamp(trips, 0, 16));
        return interval < _settings.Circuit.OpenTimeout ? interval : _settings.Circuit.OpenTimeout;
    }

    private void Take(LinkMessage.Welcome welcome, TimeSpan now)
    {
        if (!_pings.TryTake(welcome.Ping, out var ping))
            return;
        if (_sender is not null && _sender.Incarnation != welcome.Incarnation)
        {
            if (ping.Permit is { } unused)
                Void(unused, now);
            BeginForgotten(welcome.Incarnation, now);
            return;
        }
        if (_incarnation is { } known && known != welcome.Incarnation)
            Renew(welcome.Incarnation, now);
        _incarnation = welcome.Incarnation;
        if (_sender is null)
        {
            _sender = new SessionSender<Pending<Parcel>>(_policy, _nonce, welcome.Incarnation);
            _nextMarker = TimeSpan.Zero;
        }
        Settle(ping, now);
    }

    private void Settle(in Ping ping, TimeSpan now)
    {
        Gate.Timeout.Record(now - ping.SentAt);
        Gate.Heard(now);
        if (ping.Permit is { } permit)
        {
            _proven = true;
            var outcome = _isDoubted ? Outcome.Neutral : Outcome.Success;
            Gate.Complete(permit, outcome, FailureCause.Unspecified, now);
            return;
        }
        Gate.Apply(CircuitInput.Answer(ping.Generation), now);
    }
}
