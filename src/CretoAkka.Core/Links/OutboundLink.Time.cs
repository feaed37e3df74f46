using CretoAkka.Core.Sessions;

namespace CretoAkka.Core.Links;

/// <content>What time does: deadlines pass, and pauses void them.</content>
public sealed partial class OutboundLink<TItem, TPermit>
{
    /// <summary>Lets deadlines pass. Sends nothing.</summary>
    public void Elapse(TimeSpan now)
    {
        VoidAfterPause(now);
        Expire(now);
    }

    /// <summary>
    /// Call before an answer is taken in: in a pause of this process deadlines pass that peers could not have met.
    /// </summary>
    public void VoidAfterPause(TimeSpan now)
    {
        if (_wakeAt is not { } due || now - due <= LongestPause || now - due <= MarkerInterval * 2)
            return;
        VoidProbes(now);
        _sender?.VoidMarkers();
        _nextPing = now;
    }

    private void VoidProbes(TimeSpan now)
    {
        foreach (var ping in _pings.EndAll())
        {
            if (ping.IsProbe)
                _door.Ignore(ping.Permit!, now);
        }
        foreach (var (_, permit) in _markers)
            _door.Ignore(permit, now);
        _markers.Clear();
    }

    private void Expire(TimeSpan now)
    {
        foreach (var ping in _pings.Expire(now))
        {
            if (ping.IsProbe)
                _door.FailBySilence(ping.Permit!, ping.Deadline!.Value - ping.SentAt, now);
        }
        if (_sender is not null)
            Fail(_sender.Expire(now), now);
        if (_queue.NextExpiry <= now)
            _way.Ended(_queue.Expire(now));
    }

    private void Fail(IReadOnlyList<ExpiredMarker> expired, TimeSpan now)
    {
        foreach (var marker in expired)
        {
            if (_markers.Remove(marker.Number, out var permit))
                _door.FailBySilence(permit, marker.Deadline - marker.SentAt, now);
        }
    }
}
