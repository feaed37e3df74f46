namespace CretoAkka.Pbft.ViewChanges;

/// <summary>
/// How long to wait before the primary is given up: T, doubled for each view since one in which a request was executed.
/// Never capped, for whatever the bound, a network slower than it would see view after view and no progress; only the
/// arithmetic saturates.
/// </summary>
internal sealed class ViewTimer(TimeSpan timeout)
{
    private long _goodView;
    private TimeSpan? _deadline;

    /// <summary>Whether it runs.</summary>
    public bool IsRunning => _deadline is not null;

    /// <summary>How long it runs in a view.</summary>
    public TimeSpan TimeoutIn(long view)
    {
        var doublings = view - _goodView;
        return doublings >= 63 || timeout.Ticks > long.MaxValue >> (int)doublings
            ? TimeSpan.MaxValue
            : timeout * (1L << (int)doublings);
    }

    /// <summary>Starts anew.</summary>
    public void Start(long view, TimeSpan now)
    {
        var wait = TimeoutIn(view);
        _deadline = wait > TimeSpan.MaxValue - now ? TimeSpan.MaxValue : now + wait;
    }

    public void Stop() => _deadline = null;

    public bool HasExpired(TimeSpan now) => now >= _deadline;

    /// <summary>A request was executed in a view: its primary works.</summary>
    public void Progressed(long view) => _goodView = Math.Max(_goodView, view);
}
