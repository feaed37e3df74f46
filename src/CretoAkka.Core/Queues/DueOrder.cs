namespace CretoAkka.Core.Queues;

/// <summary>
/// The messages of one class that wait, by when they are too old. Adding at either end, removing and asking for the
/// first are O(1), adding elsewhere is O(log n) as an average.
/// </summary>
/// <remarks>
/// Nearly all wait equally long, and so come in order: they are a plain list, over links that a message has anyway.
/// Those with an expiry of their own, or that return, may come between, and have a link of the other structure each.
/// </remarks>
internal sealed class DueOrder<TItem>(StepCount steps)
{
    private readonly PendingList<TItem> _inTurn = new();
    private readonly SortedChain<Pending<TItem>> _between = new(steps);

    /// <summary>The one that is too old first; null: none waits.</summary>
    public Pending<TItem>? First => _between.First is not { } between ? _inTurn.First
        : _inTurn.First is not { } inTurn || between.Rank < RankOf(inTurn) ? between.Value
        : inTurn;

    /// <summary>Takes in a message with its <see cref="Pending{TItem}.DueAt"/>.</summary>
    public void Add(Pending<TItem> message)
    {
        var rank = RankOf(message);
        steps.Value++;
        if (_inTurn.Last is not { } last || RankOf(last) < rank)
            _inTurn.AddAfter(_inTurn.Last, message);
        else if (rank < RankOf(_inTurn.First!))
            _inTurn.AddAfter(null, message);
        else
            _between.Add(message.InDue = new(message), rank);
    }

    public void Remove(Pending<TItem> message)
    {
        steps.Value++;
        if (message.InDue is { } link)
            _between.Remove(link);
        else
            _inTurn.Remove(message);
        message.InDue = null;
    }

    private static Rank RankOf(Pending<TItem> message) => new(message.DueAt.Ticks, message.Sequence);
}
