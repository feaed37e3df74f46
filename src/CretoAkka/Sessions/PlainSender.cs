using Akka.Actor;
using CretoAkka.Circuits;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;

namespace CretoAkka.Sessions;

/// <summary>
/// Sends to a peer without a session: each message as it is, and delivered as soon as it is told. Driven by its
/// circuit's actor.
/// </summary>
/// <remarks>
/// Nothing answers a plain message; what is known of the peer is what the application reports. So while half-open one
/// message goes at a time, as a probe, and has succeeded when its time has passed and no failure was reported.
/// </remarks>
internal sealed class PlainSender(
    CircuitGate gate, IPeerTransport transport, OutboundQueue<Outgoing> queue, DrainPace pace, IActorRef self)
{
    private readonly ProbeReporter _report = new(gate, static () => { });
    private CircuitState _state = CircuitState.Closed;
    private Admission? _probe;
    private TimeSpan _probeEnds;
    private bool _resolve;

    /// <summary>Whether a message would be told at once, without waiting.</summary>
    public bool IsIdle =>
        _state == CircuitState.Closed && gate.Circuit.State == CircuitState.Closed && queue.Count == 0;

    /// <summary>
    /// Tells a message at once, unwritten and without a place in the queue, if none waits and nothing is to be
    /// remembered of it.
    /// </summary>
    /// <returns>Whether it did.</returns>
    public bool TryPass(object payload, MessageTraits traits)
    {
        if (!IsIdle || pace.NextAt > TimeSpan.Zero || traits is not { SupersedeKey: null, Lane: null, Expiry: null })
            return false;
        gate.Passed(traits.Class); // Accounted for first: telling may throw.
        transport.TellPlain(payload, self);
        return true;
    }

    /// <summary>When <see cref="Advance"/> is to be called; null: not before something happens.</summary>
    public TimeSpan? NextDue
    {
        get
        {
            var next = queue.NextExpiry;
            if (queue.Count > 0 && _state == CircuitState.Closed && !(next < pace.NextAt))
                next = pace.NextAt;
            return _probe is not null && !(next < _probeEnds) ? _probeEnds : next;
        }
    }

    /// <summary>Does what is due.</summary>
    public void Advance(TimeSpan now)
    {
        queue.Expire(now);
        if (gate.Circuit.State != _state)
            return;
        if (_resolve)
            transport.Resolve();
        _resolve = false;
        if (_state == CircuitState.HalfOpen)
            Probe(now);
        else if (_state == CircuitState.Closed)
            Drain(now);
    }

    /// <summary>The circuit went to another state. Sends nothing.</summary>
    public void Entered(CircuitState state)
    {
        _state = state;
        _probe = null;
        _resolve |= state == CircuitState.HalfOpen;
    }

    private void Probe(TimeSpan now)
    {
        if (_probe is { } ended && now >= _probeEnds)
        {
            _probe = null;
            _report.Pass(ended);
        }
        if (_probe is not null || queue.Count == 0 || !_report.TryAdmit(now, gate.Latency.Timeout, out var admission))
            return;
        (_probe, _probeEnds) = (admission, now + gate.Latency.Timeout);
        TellNext();
    }

    private void Drain(TimeSpan now)
    {
        while (queue.Count > 0 && pace.Allows(now))
        {
            pace.Take();
            TellNext();
        }
    }

    // Accounted for first: telling may throw.
    private void TellNext()
    {
        if (!queue.TryDequeue(out var message))
            return;
        queue.End(message, PendingOutcome.Delivered);
        transport.TellPlain(message.Item.Plain!, self);
    }
}
