using CretoAkka.Core.Queues;

namespace CretoAkka;

/// <summary>What may be done with a message besides sending it. Immutable.</summary>
public sealed record MessageTraits
{
    /// <summary>A normal message, to be sent as it is, kept in order, as long as the queue keeps it.</summary>
    public static readonly MessageTraits Default = new();

    /// <summary>How it ranks while its peer is cut off or slow.</summary>
    public MessageClass Class { get; init; } = MessageClass.Normal;

    /// <summary>
    /// What it is a version of: a newer version that is sent to the same peer in the same class replaces one that
    /// waits. Null: of nothing.
    /// </summary>
    public string? SupersedeKey { get; init; }

    /// <summary>Which version of <see cref="SupersedeKey"/>; higher is newer. A protocol's view, often.</summary>
    public long Version { get; init; }

    /// <summary>Which watermark passes it; null: none. See AdvanceWatermark.</summary>
    public string? Lane { get; init; }

    /// <summary>Its place in its <see cref="Lane"/>. A protocol's sequence number, often.</summary>
    public long Instance { get; init; }

    /// <summary>How long it is of use; null: as long as the queue keeps it. Longer than zero.</summary>
    public TimeSpan? Expiry { get; init; }

    /// <summary>Whether another peer may answer it instead. Never for a vote.</summary>
    public bool Substitutable { get; init; }
}
