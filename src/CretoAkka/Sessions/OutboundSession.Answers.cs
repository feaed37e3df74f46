using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;
using CretoAkka.Core.Sessions;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Sessions;

/// <content>What the peer answers. Whatever does not know the nonce of this session is ignored.</content>
internal sealed partial class OutboundSession
{
    /// <summary>Answers that did not know the session's nonce, or contradicted themselves.</summary>
    public long Ignored { get; private set; }

    /// <summary>Takes an answer in.</summary>
    public void Take(IAnswer answer, TimeSpan now)
    {
        VoidAfterPause(now);
        switch (answer)
        {
            case Welcome m when m.Nonce == _nonce && m.Version == SessionProtocol.WireVersion:
                Take(m, now);
                break;
            case Acknowledged m when _sender is not null:
                Take(m.Acknowledgement, now);
                break;
            case Stranger m when m.Nonce == _nonce && _sender is not null:
                Begin(m.Incarnation, now);
                break;
            default:
                Ignored++;
                break;
        }
    }

    private void Take(Welcome welcome, TimeSpan now)
    {
        if (!_pings.TryTake(welcome.Ping, out var ping))
        {
            Ignored++;
            return;
        }
        if (_sender is not null && _sender.Incarnation != welcome.Incarnation)
        {
            if (ping.Admission is { } unused)
                _report.Void(unused);
            Begin(welcome.Incarnation, now);
            return;
        }
        if (_incarnation is { } known && known != welcome.Incarnation)
            Renew(welcome.Incarnation);
        _incarnation = welcome.Incarnation;
        _sender ??= new SessionSender<Pending<Outgoing>>(policy, _nonce, welcome.Incarnation);
        _nextMarker = TimeSpan.Zero;
        Settle(ping, now);
    }

    private void Settle(in Ping ping, TimeSpan now)
    {
        if (ping.Admission is { } admission)
        {
            _proven = true;
            _report.Succeed(admission, now - ping.SentAt, now);
        }
        else
        {
            _report.Late(now - ping.SentAt, now);
            gate.Apply(CircuitInput.Answer(ping.Generation));
        }
    }

    private void Take(in Acknowledgement acknowledgement, TimeSpan now)
    {
        var result = _sender!.Take(acknowledgement, now);
        Fail(result.Expired);
        switch (result.Verdict)
        {
            case AckVerdict.Accepted:
                Settle(result, now);
                break;
            case AckVerdict.OtherIncarnation:
                Begin(acknowledgement.Incarnation, now);
                break;
            case AckVerdict.WrongNonce:
                Ignored++;
                break;
            default:
                FailAndBegin(now);
                break;
        }
    }

    private void Settle(AckResult<Pending<Outgoing>> result, TimeSpan now)
    {
        foreach (var message in result.Delivered)
            queue.End(message, PendingOutcome.Delivered);
        foreach (var message in result.Undeliverable)
            queue.End(message, PendingOutcome.Exhausted);
        foreach (var lost in result.Lost)
            _lost.Enqueue(lost);
        foreach (var marker in result.Settled)
            Settle(marker, now);
    }

    private void Settle(in SettledMarker marker, TimeSpan now)
    {
        if (!_markers.Remove(marker.Number, out var admission))
            _report.Late(marker.Latency, now);
        else if (marker.Outcome == MarkerOutcome.Success)
            _report.Succeed(admission, marker.Latency, now);
        else
            _report.FailByLoss(admission, marker.Latency, now);
    }

    // It acknowledges what was never sent: a peer that is wrong about this cannot be believed about anything else.
    private void FailAndBegin(TimeSpan now)
    {
        Ignored++;
        if (_report.Admit(now, Timeout) is { } admission)
            _report.FailByLoss(admission, null, now);
        Begin(_incarnation, now);
    }

    // What was not acknowledged returns to the queue, and a session with another nonce is opened.
    private void Begin(long? incarnation, TimeSpan now)
    {
        foreach (var (_, admission) in _markers)
            _report.Void(admission);
        _markers.Clear();
        _lost.Clear();
        queue.Requeue(_sender!.Drain(), now);
        _sender = null;
        _nonce = node.NextNonce();
        foreach (var ping in _pings.Clear())
        {
            if (ping.Admission is { } admission)
                _report.Void(admission);
        }
        transport.Resolve();
        _nextPing = now;
        if (incarnation is { } process && process != _incarnation)
            Renew(process);
    }

    /// <summary>Returns what is on its way to the queue, for it to be ended there.</summary>
    public void Abandon()
    {
        if (_sender is not null)
            Begin(_incarnation, gate.Now);
    }

    private void Renew(long incarnation)
    {
        _incarnation = incarnation;
        gate.Renew();
        newIncarnation();
    }
}
