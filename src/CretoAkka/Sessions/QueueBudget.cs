namespace CretoAkka.Sessions;

/// <summary>The bytes that wait for all peers of a node together. Thread-safe.</summary>
internal sealed class QueueBudget(long most)
{
    private long _bytes;

    /// <summary>Bytes that wait now.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Whether more waits than may.</summary>
    public bool IsExceeded => Bytes > most;

    /// <summary>One queue grew, or shrank.</summary>
    public void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);
}
