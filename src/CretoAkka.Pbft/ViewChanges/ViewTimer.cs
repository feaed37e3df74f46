namespace CretoAkka.Pbft.ViewChanges;

/// <summary>
/// How long to wait before the primary is given up: T, doubled each time one is given up, until a request is executed.
/// Never capped, for whatever the bound, a network slower than it would see view after view and no progress; only the
/// arithmetic saturates.
/// </summary>
internal sealed class ViewTimer
{
    private readonly TimeSpan _first;
    private TimeSpan? _deadline;

    /// <summary>A timer that does not run.</summary>
    /// <param name="first">T. Above zero.</param>
    public ViewTimer(TimeSpan first) => Timeout = _first = first;

    /// <summary>Whether it runs.</summary>
    public bool IsRunning => _deadline is not null;

    /// <summary>How long it runs.</summary>
    public TimeSpan Timeout { get; private set; }

    /// <summary>Starts anew.</summary>
    public void Start(TimeSpan now) =>
        _deadline = Timeout > TimeSpan.MaxValue - now ? TimeSpan.MaxValue : now + Timeout;

    public void Stop() => _deadline = null;

    public bool HasExpired(TimeSpan now) => now >= _deadline;

    /// <summary>A primary was given up.</summary>
    public void Double() =>
        Timeout = Timeout > TimeSpan.MaxValue / 2 ? TimeSpan.MaxValue : Timeout * 2;

    /// <summary>A request was executed in the view: its primary works.</summary>
    public void Reset() => Timeout = _first;
}
