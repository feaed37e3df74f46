namespace CretoAkka.Core.Queues;

/// <summary>The bounds of an <see cref="OutboundQueue{TItem}"/>.</summary>
public sealed record OutboundPolicy
{
    /// <summary>The usual bounds.</summary>
    public static readonly OutboundPolicy Default = new();

    /// <summary>The bounds of critical messages.</summary>
    public QueuePolicy Critical { get; init; } = QueuePolicy.Default;

    /// <summary>The bounds of normal messages.</summary>
    public QueuePolicy Normal { get; init; } = QueuePolicy.Default;

    /// <summary>The bounds of bulk messages.</summary>
    public QueuePolicy Bulk { get; init; } = QueuePolicy.Default;

    /// <summary>The size of the largest bulk message, in bytes; a larger one is refused. At least 1.</summary>
    public int MaxBulkBytes { get; init; } = 16 * 1024;

    /// <summary>
    /// Lanes that a queue tells apart, the first that it meets; their marks are kept for good. At least 0.
    /// </summary>
    public int MaxLanes { get; init; } = 16;

    /// <summary>
    /// The part of a class's bound, in count or bytes, above which its queue is busy. From 0 to 1, at least
    /// <see cref="CalmBelow"/>.
    /// </summary>
    public double BusyAbove { get; init; } = 0.75;

    /// <summary>The part of both bounds at which a busy queue is calm again. From 0 to 1.</summary>
    public double CalmBelow { get; init; } = 0.5;
}
