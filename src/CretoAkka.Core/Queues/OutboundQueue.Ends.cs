namespace CretoAkka.Core.Queues;

public sealed partial class OutboundQueue<TItem>
{
    /// <summary>
    /// Returns messages that were taken out and are lost, each to its place: in front of all of its class that came
    /// after it. One that is not in flight is left as it is.
    /// </summary>
    /// <returns>
    /// Those that ended instead: passed by a newer version or a watermark, too old, returned as often as is allowed, or
    /// without room.
    /// </returns>
    public IReadOnlyList<Ended<TItem>> Requeue(IEnumerable<Pending<TItem>> messages, TimeSpan now)
    {
        List<Ended<TItem>>? ended = null;
        foreach (var message in messages)
        {
            if (message.State == PendingState.InFlight)
                _classes[message.Label.Class.Index].Return(message, now, ref ended);
        }
        return Shrink(now, ended);
    }

    /// <summary>Returns all that is in flight: the peer is another process, and knows nothing of it.</summary>
    /// <returns>As <see cref="Requeue"/> does.</returns>
    public IReadOnlyList<Ended<TItem>> RequeueAll(TimeSpan now)
    {
        List<Ended<TItem>>? ended = null;
        foreach (var queue in _classes)
        {
            while (queue.FirstInFlight is { } message)
                queue.Return(message, now, ref ended);
        }
        return Shrink(now, ended);
    }

    /// <summary>
    /// Whether a message that is in flight would end as superseded if it returned. Sending it again is of no use then.
    /// </summary>
    public bool IsPassed(Pending<TItem> message) =>
        message.State == PendingState.InFlight && _classes[message.Label.Class.Index].IsPassed(message);

    /// <summary>Ends a message, wherever it is.</summary>
    /// <returns>Whether it had not ended before.</returns>
    public bool End(Pending<TItem> message, PendingOutcome outcome)
    {
        if (message.State == PendingState.Ended)
            return false;
        _classes[message.Label.Class.Index].End(message, outcome);
        UpdateBusy();
        return true;
    }

    /// <summary>Ends every message that is pending, in flight too.</summary>
    public IReadOnlyList<Ended<TItem>> EndAll(PendingOutcome outcome)
    {
        List<Ended<TItem>>? ended = null;
        foreach (var queue in _classes)
        {
            while ((queue.FirstInFlight ?? queue.Head) is { } message)
                queue.End(message, outcome, ref ended);
        }
        return Settle(ended);
    }

    /// <summary>
    /// The protocol has left behind all instances of a lane up to one: what waits of them ends as superseded, and what
    /// comes or returns later likewise. What is in flight stays. A mark that is not above the last one changes nothing.
    /// </summary>
    /// <returns>Those that ended, by class and instance.</returns>
    public IReadOnlyList<Ended<TItem>> AdvanceWatermark(string lane, long instance)
    {
        List<Ended<TItem>>? ended = null;
        if (_lanes.Find(lane) is not { } passed)
            return [];
        passed.Advance(instance);
        for (var of = MessageClass.Critical; of <= MessageClass.Bulk; of++)
        {
            while (passed.Lowest(of) is { } lowest && passed.Pass(lowest.Label.Instance))
                _classes[of.Index].End(lowest, PendingOutcome.Superseded, ref ended);
        }
        return Settle(ended);
    }

    /// <summary>Ends the messages that wait and are too old.</summary>
    public IReadOnlyList<Ended<TItem>> Expire(TimeSpan now)
    {
        List<Ended<TItem>>? ended = null;
        foreach (var queue in _classes)
            queue.Expire(now, ref ended);
        return Settle(ended);
    }

    /// <summary>
    /// Ends the oldest message of the lowest class of which one waits, to make room elsewhere: overflowed, or expired
    /// if it is.
    /// </summary>
    /// <returns>The message; null: none waits.</returns>
    public Ended<TItem>? DropOldest(TimeSpan now)
    {
        var queue = _bulk.Waiting > 0 ? _bulk : _normal.Waiting > 0 ? _normal : _critical;
        if (queue.Head is not { } oldest)
            return null;
        List<Ended<TItem>>? ended = null;
        queue.Drop(oldest, now, ref ended);
        UpdateBusy();
        return ended![0];
    }

    private IReadOnlyList<Ended<TItem>> Shrink(TimeSpan now, List<Ended<TItem>>? ended)
    {
        foreach (var queue in _classes)
            queue.Shrink(null, now, ref ended);
        return Settle(ended);
    }
}
