namespace CretoAkka.Node.Running;

/// <summary>
/// What the users of all nodes were told, whoever they are: built-in client, input or HTTP. Thread-safe.
/// </summary>
internal sealed class RunCounters
{
    private long _committed;
    private long _reads;
    private long _recovered;
    private long _quarantined;

    /// <summary>Writes that were acknowledged.</summary>
    public long Committed => Interlocked.Read(ref _committed);

    /// <summary>Reads that were answered.</summary>
    public long Reads => Interlocked.Read(ref _reads);

    /// <summary>Circuits of healthy observers that closed.</summary>
    public long Recovered => Interlocked.Read(ref _recovered);

    /// <summary>Quarantines at healthy observers.</summary>
    public long Quarantined => Interlocked.Read(ref _quarantined);

    /// <summary>A write was acknowledged.</summary>
    public void Commit() => Interlocked.Increment(ref _committed);

    /// <summary>A read was answered.</summary>
    public void Read() => Interlocked.Increment(ref _reads);

    /// <summary>A circuit of a healthy observer closed.</summary>
    public void Recover() => Interlocked.Increment(ref _recovered);

    /// <summary>A healthy observer quarantined a peer.</summary>
    public void Quarantine() => Interlocked.Increment(ref _quarantined);
}
