namespace CretoAkka.Core.Queues;

/// <summary>
/// What a queue knows of a message besides its size. The default is a normal message that nothing supersedes and that
/// does not expire by itself.
/// </summary>
public readonly record struct MessageLabel
{
    /// <summary>How it ranks.</summary>
    public MessageClass Class { get; init; }

    /// <summary>
    /// What it is a version of: within a class a newer version of the same key replaces an older one. Compared by
    /// ordinal; null: of nothing.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>Which version of its <see cref="Key"/>: higher is newer.</summary>
    public long Version { get; init; }

    /// <summary>Which watermark passes it: one that several classes may share; null: none.</summary>
    public string? Lane { get; init; }

    /// <summary>Its place in its <see cref="Lane"/>: a watermark at this or higher has passed it.</summary>
    public long Instance { get; init; }

    /// <summary>When it is of no use any more; null: the queue's bound alone holds.</summary>
    public TimeSpan? ExpiresAt { get; init; }
}
