namespace CretoAkka.Core.Queues;

/// <summary>What is known of the versions of one key, for as long as one of them waits or is in flight.</summary>
/// <remarks>
/// No more memory is needed, and so it is bounded as the queue and the window are: when nothing of a key is pending,
/// nothing of it can return. Those in flight are in the order of their versions, as one older than those is not let in.
/// </remarks>
internal sealed class KeyVersions<TItem>(string key)
{
    private Pending<TItem>? _newestInFlight;
    private long? _delivered;

    public string Key { get; } = key;

    /// <summary>The one that waits: of several, all but the newest have ended.</summary>
    public Pending<TItem>? Waiting { get; set; }

    public bool IsPending => Waiting is not null || _newestInFlight is not null;

    /// <summary>
    /// Whether a version is of no use: the same or a newer one waits, or a newer one is in flight or was delivered.
    /// One that is in flight may be sent again, if its sender asks: it may be lost.
    /// </summary>
    public bool Pass(long version) =>
        Waiting?.Label.Version >= version || _newestInFlight?.Label.Version > version || _delivered > version;

    public void Sent(Pending<TItem> message)
    {
        Waiting = null;
        message.OlderInFlight = _newestInFlight;
        if (_newestInFlight is not null)
            _newestInFlight.NewerInFlight = message;
        _newestInFlight = message;
    }

    public void Landed(Pending<TItem> message)
    {
        if (message.NewerInFlight is null)
            _newestInFlight = message.OlderInFlight;
        else
            message.NewerInFlight.OlderInFlight = message.OlderInFlight;
        if (message.OlderInFlight is not null)
            message.OlderInFlight.NewerInFlight = message.NewerInFlight;
        (message.OlderInFlight, message.NewerInFlight) = (null, null);
    }

    public void Delivered(long version) => _delivered = _delivered > version ? _delivered : version;
}
