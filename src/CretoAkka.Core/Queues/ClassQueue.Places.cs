namespace CretoAkka.Core.Queues;

internal sealed partial class ClassQueue<TItem>
{
    // Puts a message at its place, or at that of the older version, which ends.
    private void Wait(Pending<TItem> message, ref List<Ended<TItem>>? ended)
    {
        message.Key = message.Label.Key is { } key ? _keys.Of(key) : null;
        if (message.Key?.Waiting is { } older)
        {
            TakePlace(older, message);
            Finish(older, PendingOutcome.Superseded, ref ended);
        }
        else
        {
            _order.Add(message.InOrder ??= new(message), new Rank(message.Place, message.Sequence));
            message.Lane?.Add(message);
        }
        if (message.Key is not null)
            message.Key.Waiting = message;
        message.DueAt = DueAt(message);
        _due.Add(message);
        _bytes += message.Bytes;
    }

    private void TakePlace(Pending<TItem> older, Pending<TItem> newer)
    {
        newer.Place = older.Place;
        (newer.InOrder, older.InOrder) = (older.InOrder, null);
        newer.InOrder!.Value = newer;
        if (older.Lane == newer.Lane && older.Label.Instance == newer.Label.Instance)
        {
            (newer.InLane, older.InLane) = (older.InLane, null);
            if (newer.InLane is not null)
                newer.InLane.Value = newer;
        }
        else
        {
            older.Lane?.Remove(older);
            newer.Lane?.Add(newer);
        }
        _due.Remove(older);
        _bytes -= older.Bytes;
    }

    private void Leave(Pending<TItem> message)
    {
        _order.Remove(message.InOrder!);
        _due.Remove(message);
        message.Lane?.Remove(message);
        _bytes -= message.Bytes;
        if (message.Key is not null)
            message.Key.Waiting = null;
    }

    private void Land(Pending<TItem> message)
    {
        _inFlight.Remove(message);
        message.Key?.Landed(message);
        steps.Value++;
    }

    private void Finish(Pending<TItem> message, PendingOutcome outcome, ref List<Ended<TItem>>? ended)
    {
        Finish(message, outcome);
        (ended ??= new(1)).Add(new Ended<TItem>(message, outcome));
    }

    // The message is in no list any more.
    private void Finish(Pending<TItem> message, PendingOutcome outcome)
    {
        if (message.Key is not null)
            _keys.Release(message.Key);
        message.Key = null;
        (message.InOrder, message.InLane) = (null, null);
        message.State = PendingState.Ended;
        _ledger = _ledger.Count(outcome);
        steps.Value++;
    }
}
