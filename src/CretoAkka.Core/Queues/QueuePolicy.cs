namespace CretoAkka.Core.Queues;

/// <summary>The bounds of one class of an <see cref="OutboundQueue{TItem}"/>.</summary>
/// <param name="MaxCount">Messages that may wait. At least 1.</param>
/// <param name="MaxBytes">Bytes that may wait; a message that is larger alone is refused. At least 1.</param>
/// <param name="MaxAge">How long a message may wait since it was accepted. Longer than zero.</param>
/// <param name="MaxRetries">How often a message may return to the queue. At least 0.</param>
public sealed record QueuePolicy(int MaxCount, long MaxBytes, TimeSpan MaxAge, int MaxRetries)
{
    /// <summary>The usual bounds.</summary>
    public static readonly QueuePolicy Default = new(1000, 1024 * 1024, TimeSpan.FromSeconds(300), 3);
}
