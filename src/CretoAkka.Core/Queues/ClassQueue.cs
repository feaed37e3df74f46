namespace CretoAkka.Core.Queues;

/// <summary>The messages of one class for one peer: those that wait, in order, and those in flight.</summary>
internal sealed partial class ClassQueue<TItem>(
    QueuePolicy policy, OutboundPolicy outbound, LaneTable<TItem> lanes, StepCount steps)
{
    // By their places; and by when they are too old, which is another order where one took another's place.
    private readonly SortedChain<Pending<TItem>> _order = new(steps);
    private readonly DueOrder<TItem> _due = new(steps);
    private readonly PendingList<TItem> _inFlight = new();
    private readonly KeyTable<TItem> _keys = new(steps);
    private PendingLedger _ledger;
    private long _bytes;
    private bool _isBusy;

    public ClassStats Stats => new(_order.Count, _bytes, _inFlight.Count, _isBusy, Ledger);

    public PendingLedger Ledger => _ledger with { Queued = _order.Count, InFlight = _inFlight.Count };

    public Pending<TItem>? Head => _order.First?.Value;

    public Pending<TItem>? FirstInFlight => _inFlight.First;

    /// <summary>Before this nothing that waits expires.</summary>
    public TimeSpan NextExpiry => _due.First?.DueAt ?? TimeSpan.MaxValue;

    public int Waiting => _order.Count;

    public bool Fits(int bytes) => bytes <= policy.MaxBytes;

    /// <summary>Takes in a new message; the oldest others make room for it.</summary>
    public void Accept(Pending<TItem> message, TimeSpan now, ref List<Ended<TItem>>? ended)
    {
        _ledger = _ledger with { Accepted = _ledger.Accepted + 1 };
        (message.Place, message.Lane) = (message.Sequence, lanes.Find(message.Label.Lane));
        if (IsPassed(message))
        {
            Finish(message, PendingOutcome.Superseded, ref ended);
            return;
        }
        Wait(message, ref ended);
        Shrink(message, now, ref ended);
    }

    /// <summary>Takes out a message that waits.</summary>
    public void Send(Pending<TItem> message)
    {
        Leave(message);
        message.Key?.Sent(message);
        message.State = PendingState.InFlight;
        _inFlight.AddAfter(_inFlight.Last, message);
    }

    /// <summary>Returns a message that was in flight to its place, if it is still of use.</summary>
    public void Return(Pending<TItem> message, TimeSpan now, ref List<Ended<TItem>>? ended)
    {
        Land(message);
        message.State = PendingState.Queued;
        if (IsPassed(message))
            Finish(message, PendingOutcome.Superseded, ref ended);
        else if (IsExpired(message, now))
            Finish(message, PendingOutcome.Expired, ref ended);
        else if (message.Retries >= policy.MaxRetries)
            Finish(message, PendingOutcome.Exhausted, ref ended);
        else
        {
            message.Retries++;
            Wait(message, ref ended);
        }
    }

    /// <summary>Ends a message that has not ended, wherever it is.</summary>
    public void End(Pending<TItem> message, PendingOutcome outcome, ref List<Ended<TItem>>? ended)
    {
        End(message, outcome);
        (ended ??= new(1)).Add(new Ended<TItem>(message, outcome));
    }

    /// <summary>The same, for one who knows of it.</summary>
    public void End(Pending<TItem> message, PendingOutcome outcome)
    {
        if (outcome == PendingOutcome.Delivered)
            message.Key?.Delivered(message.Label.Version);
        if (message.State == PendingState.InFlight)
            Land(message);
        else
            Leave(message);
        Finish(message, outcome);
    }

    public void Expire(TimeSpan now, ref List<Ended<TItem>>? ended)
    {
        while (_due.First is { } first && first.DueAt <= now)
            End(first, PendingOutcome.Expired, ref ended);
    }

    /// <summary>Ends the oldest until the rest is within its bounds.</summary>
    /// <param name="spared">The message they make room for, wherever it stands; null: none.</param>
    /// <param name="now">The time.</param>
    /// <param name="ended">Those that ended.</param>
    public void Shrink(Pending<TItem>? spared, TimeSpan now, ref List<Ended<TItem>>? ended)
    {
        while (_order.Count > policy.MaxCount || _bytes > policy.MaxBytes)
            Drop(_order.First!.Value == spared ? _order.First.Next!.Value : _order.First.Value, now, ref ended);
    }

    /// <summary>Ends a message for want of room, or because it is too old anyway.</summary>
    public void Drop(Pending<TItem> message, TimeSpan now, ref List<Ended<TItem>>? ended) =>
        End(message, IsExpired(message, now) ? PendingOutcome.Expired : PendingOutcome.Overflowed, ref ended);

    /// <summary>Judges, when all is done, whether its sender should slow down.</summary>
    public void UpdateBusy()
    {
        var most = _isBusy ? outbound.CalmBelow : outbound.BusyAbove;
        _isBusy = _order.Count > most * policy.MaxCount || _bytes > most * policy.MaxBytes;
    }

    /// <summary>Whether a newer version, or a watermark, has left a message behind that does not wait.</summary>
    public bool IsPassed(Pending<TItem> message) =>
        message.Lane?.Pass(message.Label.Instance) == true || _keys.Pass(message.Label);

    private bool IsExpired(Pending<TItem> message, TimeSpan now) => DueAt(message) <= now;

    private TimeSpan DueAt(Pending<TItem> message)
    {
        var byAge = message.EnqueuedAt > TimeSpan.MaxValue - policy.MaxAge
            ? TimeSpan.MaxValue
            : message.EnqueuedAt + policy.MaxAge;
        return message.ExpiresAt < byAge ? message.ExpiresAt.Value : byAge;
    }
}
