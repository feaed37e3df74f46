using System.Collections.Concurrent;

namespace CretoAkka.Node.Running;

/// <summary>
/// What the users of all nodes were told, whoever they are: built-in client, input or HTTP. Thread-safe.
/// </summary>
internal sealed class RunCounters
{
    private long _committed;
    private long _reads;
    private long _recovered;
    private readonly ConcurrentDictionary<(string Observer, PeerId Peer), bool> _quarantined = new();

    /// <summary>Writes that were acknowledged.</summary>
    public long Committed => Interlocked.Read(ref _committed);

    /// <summary>Reads that were answered.</summary>
    public long Reads => Interlocked.Read(ref _reads);

    /// <summary>Circuits of healthy observers that closed.</summary>
    public long Recovered => Interlocked.Read(ref _recovered);

    /// <summary>Quarantines at healthy observers, each of a peer once.</summary>
    public long Quarantined => _quarantined.Count;

    /// <summary>A write was acknowledged.</summary>
    public void Commit() => Interlocked.Increment(ref _committed);

    /// <summary>A read was answered.</summary>
    public void Read() => Interlocked.Increment(ref _reads);

    /// <summary>A circuit of a healthy observer closed.</summary>
    public void Recover() => Interlocked.Increment(ref _recovered);

    /// <summary>A healthy observer quarantined a peer.</summary>
    public void Quarantine(string observer, PeerId peer) => _quarantined.TryAdd((observer, peer), true);
}
