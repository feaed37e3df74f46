using CretoAkka.Core.Queues;
using CretoAkka.Core.Sessions;
using CretoAkka.Metrics;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Sessions;

/// <content>What the peer answers. Whatever does not know the nonce of this session is ignored.</content>
internal sealed partial class OutboundSession
{
    /// <summary>Takes an answer in.</summary>
    public void Take(IAnswer answer, TimeSpan now)
    {
        VoidAfterPause(now);
        if (node.Authentication.By is not null)
            TakeAuthentic(answer, now);
        else
            TakeBare(answer, now);
    }

    private void TakeBare(IAnswer answer, TimeSpan now)
    {
        switch (answer)
        {
            case Welcome m when m.Nonce == _nonce && m.Version == SessionProtocol.WireVersion:
                Take(m, now);
                break;
            case Acknowledged m when _sender is not null:
                Take(m.Acknowledgement, now);
                break;
            case Stranger m when m.Nonce == _nonce && _sender is not null:
                BeginForgotten(m.Incarnation, now);
                break;
            default:
                anomalies.Note(SessionAnomaly.WrongNonce);
                break;
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
                if (_handshake is null || result.Settled.Count + result.Delivered.Count > 0)
                    Hear(now); // One that somebody repeats settles nothing.
                break;
            case AckVerdict.OtherIncarnation when _handshake is null:
                Begin(acknowledgement.Incarnation, now);
                break;
            case AckVerdict.WrongNonce:
                anomalies.Note(SessionAnomaly.WrongNonce);
                break;
            default:
                FailAndBegin(now);
                break;
        }
    }

    private void Settle(AckResult<Pending<Outgoing>> result, TimeSpan now)
    {
        foreach (var message in result.Delivered)
        {
            queue.End(message, PendingOutcome.Delivered);
            if (IsBulk(message))
                gate.CountBulk(arrived: true);
        }
        foreach (var message in result.Undeliverable)
            queue.End(message, PendingOutcome.Exhausted);
        foreach (var lost in result.Lost)
            Lose(lost);
        if (result.Settled.Count > 0)
            _asking = false;
        foreach (var marker in result.Settled)
            Settle(marker, now);
    }

    private void Lose(in LostMessage<Pending<Outgoing>> lost)
    {
        if (!IsBulk(lost.Item))
        {
            _lost.Enqueue(lost);
            return;
        }
        _lostBulk = lost; // There is no other: one goes at a time.
        gate.CountBulk(arrived: false);
    }

    private void Settle(in SettledMarker marker, TimeSpan now)
    {
        if (marker.Number == _trickleMarker && marker.Outcome != MarkerOutcome.Loss)
            _trickle = _trickle.Acknowledged(_trickle.Frame, now);
        if (!_markers.Remove(marker.Number, out var admission))
            _report.Late(marker.Latency, now);
        else if (marker.Outcome == MarkerOutcome.Success)
        {
            _isDoubted = false;
            _report.Succeed(admission, marker.Latency, now);
        }
        else
            _report.FailByLoss(admission, marker.Latency, now);
    }

    // It acknowledges what was never sent: a peer that is wrong about this cannot be believed about anything else.
    // Where it has proven who it is, nobody else can have said it.
    private void FailAndBegin(TimeSpan now)
    {
        anomalies.Note(SessionAnomaly.Contradiction);
        var isProven = _handshake is not null;
        FailByLoss(now);
        _isDoubted = true;
        Begin(_incarnation, now);
        if (isProven)
            node.Authentication.Charge(gate.Peer, "It acknowledged what was never sent, or contradicted itself.");
    }

    // What was not acknowledged returns to the queue, and a session with another nonce is opened.
    private void Begin(long? incarnation, TimeSpan now)
    {
        VoidProbes();
        _pings.Clear();
        _lost.Clear();
        _lostBulk = null;
        Forget();
        queue.Requeue(_sender!.Drain(), now);
        _trickleMarker = 0;
        (_sender, _nonce, _asking, _resolve, _nextPing) = (null, node.NextNonce(), false, true, now);
        if (incarnation is { } process && process != _incarnation)
            Renew(process, now);
    }

    /// <summary>Nothing is on its way any more: all of it has ended.</summary>
    public void Abandon()
    {
        if (_sender is not null)
            Begin(_incarnation, gate.Now);
        Forget();
    }

    // Pings of the generation before do not half-open the circuit any more: the next one is due at once. A peer that
    // is another process again so soon fails by that, and what is in flight counts: otherwise it could escape all
    // that it leaves unanswered by naming another process each time.
    private void Renew(long incarnation, TimeSpan now)
    {
        _isDoubted = IsSoon(_renewedAt, now);
        (_incarnation, _renewedAt) = (incarnation, now);
        newIncarnation();
        if (_isDoubted)
        {
            _nextPing = now + MarkerInterval;
            FailByLoss(now);
            return;
        }
        _nextPing = now;
        gate.Renew();
    }
}
