namespace CretoAkka.Core.Sessions;

/// <summary>
/// One acknowledgement being taken in: sorts what is outstanding into delivered, undeliverable and lost. It changes
/// while it does, and is gone with the call that takes it in.
/// </summary>
internal struct Settlement<TItem>(
    SessionPolicy policy, SendWindow<TItem> window, MarkerLog markers, Acknowledgement acknowledgement)
{
    private readonly bool _cutShort = acknowledgement.MayBeCutShort(policy);
    private RangeCursor _missing = new(acknowledgement.Missing);
    private RangeCursor _undeliverable = new(acknowledgement.Undeliverable);
    private List<TItem>? _delivered;
    private List<TItem>? _returned;
    private List<LostMessage<TItem>>? _lost;

    /// <summary>Visits each number that is outstanding and that this acknowledgement says something about.</summary>
    public void Run()
    {
        var through = Math.Max(acknowledgement.Highest, markers.Through(acknowledgement.Marker));
        for (var n = window.Next(window.Lowest, through); n <= through; n = window.Next(n + 1, through))
        {
            if (n <= acknowledgement.Highest && !_missing.Covers(n))
                Receive(n);
            else if (n <= acknowledgement.Highest || !_cutShort)
                Miss(n);
        }
    }

    public AckResult<TItem> Result(TimeSpan now, IReadOnlyList<ExpiredMarker> expired)
    {
        // Cut short, it cannot speak for each marker, and what it does show is judged instead.
        bool? shown = _cutShort ? acknowledgement.ShowsLoss(policy) : null;
        var settled = markers.Settle(acknowledgement.Marker, now, policy, shown);
        return new AckResult<TItem>(
            AckVerdict.Accepted, OrNone(_delivered), OrNone(_returned), OrNone(_lost), settled, expired);
    }

    // `list ?? []` would make a list each time.
    private static IReadOnlyList<T> OrNone<T>(List<T>? list) => list is null ? Array.Empty<T>() : list;

    private void Receive(long number)
    {
        var list = _undeliverable.Covers(number) ? _returned ??= [] : _delivered ??= [];
        list.Add(window.Remove(number));
    }

    // An earlier acknowledgement, or one that left before the message came, misses it too: only a marker sent after
    // the message proves that it should have been there.
    private void Miss(long number)
    {
        ref var slot = ref window[number];
        if (slot.IsLost || slot.JudgedBy > acknowledgement.Marker)
            return;
        slot.IsLost = true;
        if (slot.Counts)
            markers.CountMissing(slot.JudgedBy);
        (_lost ??= []).Add(new LostMessage<TItem>(number, slot.Item, slot.Retries));
    }
}
