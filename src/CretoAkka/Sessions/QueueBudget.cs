namespace CretoAkka.Sessions;

/// <summary>The bytes that wait for all peers of a node together. Thread-safe.</summary>
/// <remarks>
/// Where they are too many, queues that hold more than an equal share give way: one peer's backlog costs no other its
/// messages. Some queue always holds more than its share then, and gives way when it is looked at next; until then at
/// most twice the bound waits.
/// </remarks>
internal sealed class QueueBudget(long most)
{
    private long _bytes;
    private int _queues;

    /// <summary>Bytes that wait now.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Whether more waits than may, and a queue of that size is to give way.</summary>
    public bool IsExceededBy(long queue) =>
        Bytes > most && queue > most / Math.Max(1, Volatile.Read(ref _queues));

    /// <summary>A queue grew, or shrank.</summary>
    public void Change(long before, long after)
    {
        Interlocked.Add(ref _bytes, after - before);
        if (before == 0 && after > 0)
            Interlocked.Increment(ref _queues);
        else if (before > 0 && after == 0)
            Interlocked.Decrement(ref _queues);
    }
}
