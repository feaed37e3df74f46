namespace CretoAkka.Core.Sessions;

/// <summary>The markers that have no acknowledgement yet, oldest first, expired ones included.</summary>
/// <remarks>Their numbers have no gaps: an acknowledgement of one settles all before it. Single-threaded.</remarks>
internal sealed class MarkerLog
{
    // Expired markers are kept for the latency of a late acknowledgement, and only so many of them.
    private const int MostKept = 64;

    private readonly List<Entry> _entries = [];

    /// <summary>The last marker sent; 0: none.</summary>
    public long Last { get; private set; }

    /// <summary>The last marker acknowledged; 0: none.</summary>
    public long LastAnswered { get; private set; }

    /// <summary>The highest message number that was sent before the last marker acknowledged.</summary>
    public long AnsweredThrough { get; private set; }

    /// <summary>Markers that wait within their deadline.</summary>
    public int Waiting { get; private set; }

    /// <summary>The earliest deadline of those that wait.</summary>
    public TimeSpan? NextDeadline { get; private set; }

    /// <param name="now">When it is sent.</param>
    /// <param name="deadline">When it fails.</param>
    /// <param name="sends">Messages sent, or sent again, since the marker before.</param>
    /// <param name="through">The highest message number sent.</param>
    public long Add(TimeSpan now, TimeSpan deadline, long sends, long through)
    {
        while (_entries.Count >= MostKept && _entries[0].Expired)
            _entries.RemoveAt(0);

        _entries.Add(new Entry(++Last, now, deadline, sends, through));
        Waiting++;
        NextDeadline = NextDeadline < deadline ? NextDeadline : deadline;
        return Last;
    }

    /// <summary>Messages sent before a marker turn out not to have arrived with it.</summary>
    public void CountMissing(long marker)
    {
        if (_entries.Count > 0 && marker >= _entries[0].Number && marker <= Last)
            _entries[(int)(marker - _entries[0].Number)].Missing++;
    }

    public IReadOnlyList<ExpiredMarker> Expire(TimeSpan now)
    {
        if (!(NextDeadline <= now))
            return [];

        var expired = new List<ExpiredMarker>();
        foreach (var entry in _entries)
        {
            if (entry.Expired || entry.Deadline > now)
                continue;
            entry.Expired = true;
            expired.Add(new ExpiredMarker(entry.Number, entry.SentAt, entry.Deadline));
        }
        Recount();
        return expired;
    }

    /// <summary>Up to which message number a marker speaks, or the last one acknowledged if that is more.</summary>
    public long Through(long marker)
    {
        for (var i = _entries.Count - 1; i >= 0; i--)
        {
            if (_entries[i].Number <= marker)
                return Math.Max(_entries[i].Through, AnsweredThrough);
        }
        return AnsweredThrough;
    }

    /// <summary>Ends every marker up to one that was acknowledged.</summary>
    /// <param name="marker">The one.</param>
    /// <param name="now">When.</param>
    /// <param name="policy">Judges missing messages among those sent.</param>
    /// <param name="judged">Whether they all are a loss, where that is judged otherwise; null: it is not.</param>
    public IReadOnlyList<SettledMarker> Settle(long marker, TimeSpan now, SessionPolicy policy, bool? judged)
    {
        AnsweredThrough = Through(marker);
        LastAnswered = Math.Max(LastAnswered, marker);
        var count = 0;
        while (count < _entries.Count && _entries[count].Number <= marker)
            count++;
        if (count == 0)
            return [];

        var settled = new SettledMarker[count];
        for (var i = 0; i < count; i++)
            settled[i] = _entries[i].Settle(marker, now, policy, judged);
        _entries.RemoveRange(0, count);
        Recount();
        return settled;
    }

    /// <summary>Forgets every marker without an outcome.</summary>
    /// <returns>Those that were waiting.</returns>
    public IReadOnlyList<long> Void()
    {
        var waiting = new List<long>(Waiting);
        foreach (var entry in _entries)
        {
            if (!entry.Expired)
                waiting.Add(entry.Number);
        }
        _entries.Clear();
        Recount();
        return waiting;
    }

    private void Recount()
    {
        (Waiting, NextDeadline) = (0, null);
        foreach (var entry in _entries)
        {
            if (entry.Expired)
                continue;
            Waiting++;
            NextDeadline = NextDeadline < entry.Deadline ? NextDeadline : entry.Deadline;
        }
    }

    private sealed class Entry(long number, TimeSpan sentAt, TimeSpan deadline, long sends, long through)
    {
        public long Number => number;
        public TimeSpan SentAt => sentAt;
        public TimeSpan Deadline => deadline;
        public long Through => through;
        public long Missing { get; set; }
        public bool Expired { get; set; }

        public SettledMarker Settle(long answered, TimeSpan now, SessionPolicy policy, bool? judged) => new(
            number,
            Expired ? MarkerOutcome.Late
                : judged ?? policy.IsLoss(Missing, sends) ? MarkerOutcome.Loss
                : MarkerOutcome.Success,
            number == answered ? now - sentAt : null);
    }
}
