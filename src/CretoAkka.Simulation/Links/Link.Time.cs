using CretoAkka.Core.Circuits;
using CretoAkka.Core.Sessions;

namespace CretoAkka.Simulation.Links;

/// <content>What time does: deadlines pass, and pauses void them.</content>
internal sealed partial class Link
{
    // In a pause of this node deadlines pass that peers could not have met.
    private void VoidAfterPause(TimeSpan now)
    {
        if (_wakeAt is not { } due || now - due <= Later(LongestPause, MarkerInterval * 2))
            return;
        VoidProbes(now);
        _sender?.VoidMarkers();
        _nextPing = now;
    }

    private void VoidProbes(TimeSpan now)
    {
        foreach (var ping in _pings.EndAll())
        {
            if (ping.Permit is { } permit)
                Void(permit, now);
        }
        foreach (var (_, permit) in _markers.ToList())
            Void(permit, now);
        _markers.Clear();
    }

    private void Void(Permit permit, TimeSpan now)
    {
        Gate.Forget();
        Gate.Complete(permit, Outcome.Neutral, FailureCause.Unspecified, now);
    }

    private void Expire(TimeSpan now)
    {
        foreach (var ping in _pings.Expire(now))
        {
            if (ping.Permit is { } permit)
                Gate.Complete(permit, Outcome.Failure, FailureCause.Unacknowledged, now);
        }
        if (_sender is not null)
            Fail(_sender.Expire(now), now);
        if (_queue.NextExpiry <= now)
            Books.Ended(_queue.Expire(now));
    }

    private void Fail(IReadOnlyList<ExpiredMarker> expired, TimeSpan now)
    {
        foreach (var marker in expired)
        {
            if (_markers.Remove(marker.Number, out var permit))
                Gate.Complete(permit, Outcome.Failure, FailureCause.Unacknowledged, now);
        }
    }
}
