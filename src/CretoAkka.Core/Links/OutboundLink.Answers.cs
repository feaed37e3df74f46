using CretoAkka.Core.Queues;
using CretoAkka.Core.Sessions;

namespace CretoAkka.Core.Links;

/// <content>What the peer answers to messages.</content>
public sealed partial class OutboundLink<TItem, TPermit>
{
    /// <summary>Takes an acknowledgement in; the session must be established.</summary>
    /// <param name="acknowledgement">What the peer says.</param>
    /// <param name="isProven">Whether it has proven who it is.</param>
    /// <param name="now">The time.</param>
    /// <returns>
    /// <see cref="AckVerdict.WrongNonce"/>: nothing was done. <see cref="AckVerdict.BeyondSent"/> or
    /// <see cref="AckVerdict.Malformed"/>: the peer failed, and a new session begins.
    /// </returns>
    public AckVerdict Take(in Acknowledgement acknowledgement, bool isProven, TimeSpan now)
    {
        var result = _sender!.Take(acknowledgement, now);
        Fail(result.Expired, now);
        switch (result.Verdict)
        {
            case AckVerdict.Accepted:
                Settle(result, now);
                if (!isProven || result.Settled.Count + result.Delivered.Count > 0)
                    Hear(now); // One that somebody repeats settles nothing.
                return AckVerdict.Accepted;
            case AckVerdict.OtherIncarnation when !isProven:
                Begin(acknowledgement.Incarnation, now);
                return AckVerdict.OtherIncarnation;
            case AckVerdict.WrongNonce:
                return AckVerdict.WrongNonce;
            default:
                FailAndBegin(now);
                return AckVerdict.Malformed;
        }
    }

    /// <summary>
    /// The peer contradicted itself, as one does that acknowledges what was never sent: who is wrong about this cannot
    /// be believed about anything else.
    /// </summary>
    public void FailAndBegin(TimeSpan now)
    {
        FailByLoss(now);
        _isDoubted = true;
        Begin(_incarnation, now);
    }

    /// <summary>Nothing is on its way any more: all of it has ended.</summary>
    public void Abandon(TimeSpan now)
    {
        if (_sender is not null)
            Begin(_incarnation, now);
        _way.Left();
    }

    private void Settle(AckResult<Pending<TItem>> result, TimeSpan now)
    {
        foreach (var message in result.Delivered)
        {
            End(message, PendingOutcome.Delivered);
            if (IsBulk(message))
                _door.CountBulk(arrived: true, now);
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

    private void Lose(in LostMessage<Pending<TItem>> lost, TimeSpan now)
    {
        if (!IsBulk(lost.Item))
        {
            _lost.Enqueue(lost);
            return;
        }
        _lostBulk = lost; // There is no other: one goes at a time.
        _door.CountBulk(arrived: false, now);
    }

    private void Settle(in SettledMarker marker, TimeSpan now)
    {
        if (marker.Number == _trickleMarker && marker.Outcome != MarkerOutcome.Loss)
            _trickle = _trickle.Acknowledged(_trickle.Frame, now);
        if (!_markers.Remove(marker.Number, out var permit))
            _door.Late(marker.Latency, now);
        else if (marker.Outcome == MarkerOutcome.Success)
        {
            _isDoubted = false;
            _door.Succeed(permit, marker.Latency, now);
        }
        else
            _door.FailByLoss(permit, marker.Latency, now);
    }

    // What was not acknowledged returns to the queue, and a session with another nonce is opened.
    private void Begin(long? incarnation, TimeSpan now)
    {
        VoidProbes(now);
        _pings.Clear();
        _lost.Clear();
        _lostBulk = null;
        _way.Left();
        _way.Ended(_queue.Requeue(_sender!.Drain(), now));
        _trickleMarker = 0;
        (_sender, Nonce, _asking, _resolve, _nextPing) = (null, _way.NextNonce(), false, true, now);
        if (incarnation is { } process && process != _incarnation)
            Renew(process, now);
    }

    // Pings of the generation before do not half-open the circuit any more: the next one is due at once. A peer that
    // is another process again so soon fails by that, and what is in flight counts: otherwise it could escape all
    // that it leaves unanswered by naming another process each time.
    private void Renew(long incarnation, TimeSpan now)
    {
        _isDoubted = IsSoon(_renewedAt, now);
        (_incarnation, _renewedAt) = (incarnation, now);
        _door.Renew(isTrusted: !_isDoubted, now);
        _nextPing = _isDoubted ? now + MarkerInterval : now;
        if (_isDoubted)
            FailByLoss(now);
    }
}
