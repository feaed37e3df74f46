using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;
using CretoAkka.Core.Sessions;

namespace CretoAkka.Simulation.Links;

/// <content>What the peer answers. Whatever does not know the nonce of this session is ignored.</content>
internal sealed partial class Link
{
    /// <summary>Takes an answer in.</summary>
    public void Take(LinkMessage answer, TimeSpan now)
    {
        VoidAfterPause(now);
        switch (answer)
        {
            case LinkMessage.Welcome m when m.Nonce == _nonce:
                Take(m, now);
                break;
            case LinkMessage.Acknowledged m when _sender is not null:
                Take(m.Acknowledgement, now);
                break;
            case LinkMessage.Stranger m when m.Nonce == _nonce && _sender is not null:
                BeginForgotten(m.Incarnation, now);
                break;
        }
    }

    private void Take(in Acknowledgement acknowledgement, TimeSpan now)
    {
        var result = _sender!.Take(acknowledgement, now);
        Fail(result.Expired, now);
        switch (result.Verdict)
        {
            case AckVerdict.Accepted:
                Settle(result, now);
                Hear(now);
                break;
            case AckVerdict.OtherIncarnation:
                Begin(acknowledgement.Incarnation, now);
                break;
            case AckVerdict.WrongNonce:
                break;
            default:
                FailAndBegin(now);
                break;
        }
    }

    private void Settle(AckResult<Pending<Parcel>> result, TimeSpan now)
    {
        foreach (var message in result.Delivered)
        {
            End(message, PendingOutcome.Delivered);
            if (IsBulk(message))
                Gate.CountBulk(arrived: true, now);
        }
        foreach (var message in result.Undeliverable)
            End(message, PendingOutcome.Exhausted);
        foreach (var lost in result.Lost)
            Lose(lost, now);
        if (result.Settled.Count > 0)
            _asking = false;
        foreach (var marker in result.Settled)
            Settle(marker, now);
    }

    private void Lose(in LostMessage<Pending<Parcel>> lost, TimeSpan now)
    {
        if (!IsBulk(lost.Item))
        {
            _lost.Enqueue(lost);
            return;
        }
        _lostBulk = lost; // There is no other: one goes at a time.
        Gate.CountBulk(arrived: false, now);
    }

    private void Settle(in SettledMarker marker, TimeSpan now)
    {
        if (marker.Number == _trickleMarker && marker.Outcome != MarkerOutcome.Loss)
            _trickle = _trickle.Acknowledged(_trickle.Frame, now);
        if (marker.Latency is { } latency)
            Gate.Timeout.Record(latency);
        if (!_markers.Remove(marker.Number, out var permit))
        {
            Gate.Heard(now);
            return;
        }
        var isSuccess = marker.Outcome == MarkerOutcome.Success;
        _isDoubted &= !isSuccess;
        if (isSuccess || marker.Latency is not null)
            Gate.Heard(now);
        Gate.Complete(
            permit, isSuccess ? Outcome.Success : Outcome.Failure,
            isSuccess ? FailureCause.Unspecified : FailureCause.Loss, now);
    }

    // It acknowledges what was never sent: who is wrong about this cannot be believed about anything else.
    private void FailAndBegin(TimeSpan now)
    {
        FailByLoss(now);
        _isDoubted = true;
        Begin(_incarnation, now);
    }

    // What was not acknowledged returns to the queue, and a session with another nonce is opened.
    private void Begin(long? incarnation, TimeSpan now)
    {
        VoidProbes(now);
        _pings.Clear();
        _lost.Clear();
        _lostBulk = null;
        Books.Ended(_queue.Requeue(_sender!.Drain(), now));
        _trickleMarker = 0;
        (_sender, _nonce, _asking, _nextPing) = (null, _host.NextNonce(), false, now);
        if (incarnation is { } process && process != _incarnation)
            Renew(process, now);
    }

    // A peer that is another process again so soon fails by that, and what is in flight counts: otherwise it could
    // escape all that it leaves unanswered by naming another process each time.
    private void Renew(long incarnation, TimeSpan now)
    {
        _isDoubted = IsSoon(_renewedAt, now);
        (_incarnation, _renewedAt) = (incarnation, now);
        Gate.Timeout.BeginIncarnation();
        if (_isDoubted)
        {
            _nextPing = now + MarkerInterval;
            FailByLoss(now);
            return;
        }
        _nextPing = now;
        Gate.Apply(CircuitInput.Renew(), now);
    }
}
