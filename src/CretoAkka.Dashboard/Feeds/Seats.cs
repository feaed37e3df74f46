namespace CretoAkka.Dashboard.Feeds;

/// <summary>
/// How many may listen to a node at once, whichever of its circuits they listen to: what they cost is the node's.
/// Thread-safe.
/// </summary>
/// <param name="places">So many.</param>
internal sealed class Seats(int places)
{
    /// <summary>Listeners to a node at once, at most.</summary>
    public const int OfANode = 64;

    private int _free = places;

    /// <summary>Takes one; false: all are taken.</summary>
    public bool TryTake()
    {
        if (Interlocked.Decrement(ref _free) >= 0)
            return true;
        Leave();
        return false;
    }

    /// <summary>Gives one back.</summary>
    public void Leave() => Interlocked.Increment(ref _free);
}
