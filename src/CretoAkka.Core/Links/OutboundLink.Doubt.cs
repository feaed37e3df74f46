namespace CretoAkka.Core.Links;

/// <content>A peer that did not keep what it was sent: that it answers pings says little of it any more.</content>
public sealed partial class OutboundLink<TItem, TPermit>
{
    // From a contradiction, or a session that the peer says it does not have, until it acknowledges again what it is
    // sent. A ping that it answers meanwhile is no success: else each new session would make up for the last.
    private bool _isDoubted;
    private TimeSpan? _forgotAt;

    /// <summary>The peer says that it does not have this session.</summary>
    /// <remarks>
    /// A process may have taken this node out, and in again. One that says so again so soon fails by it: otherwise it
    /// could escape all that it leaves unacknowledged. A third can bring this about too, by hellos in this node's name,
    /// old ones where they are signed: so only a peer fails that has acknowledged nothing in between.
    /// </remarks>
    public void BeginForgotten(long incarnation, TimeSpan now)
    {
        if (incarnation == _incarnation)
        {
            if (_isDoubted && IsSoon(_forgotAt, now))
                FailByLoss(now);
            (_forgotAt, _isDoubted) = (now, true);
        }
        Begin(incarnation, now);
    }

    // Where no permit is left, a marker that is on its way has one.
    private void FailByLoss(TimeSpan now)
    {
        if (_door.TryAdmit(now, Timeout, out var permit))
            _door.FailByLoss(permit, null, now);
        else if (_markers.Count > 0)
        {
            var (number, marked) = _markers.First();
            _markers.Remove(number);
            _door.FailByLoss(marked, null, now);
        }
    }

    private bool IsSoon(TimeSpan? before, TimeSpan now) => now - before < _door.OpenTimeout;
}
