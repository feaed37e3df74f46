namespace CretoAkka.Core.Queues;

/// <summary>Where a message that was accepted is.</summary>
public enum PendingState
{
    /// <summary>It waits.</summary>
    Queued,

    /// <summary>It was taken out to be sent.</summary>
    InFlight,

    /// <summary>It has ended.</summary>
    Ended,
}

/// <summary>A message that a queue accepted. Belongs to that queue and its owner's thread.</summary>
public sealed class Pending<TItem>
{
    internal Pending(TItem item, int bytes, long sequence, TimeSpan enqueuedAt, in MessageLabel label) =>
        (Item, Bytes, Sequence, EnqueuedAt, Label) = (item, bytes, sequence, enqueuedAt, label);

    /// <summary>The message.</summary>
    public TItem Item { get; }

    /// <summary>Its size.</summary>
    public int Bytes { get; }

    /// <summary>Its place among all that the queue accepted; it keeps it.</summary>
    public long Sequence { get; }

    /// <summary>When it was accepted.</summary>
    public TimeSpan EnqueuedAt { get; }

    /// <summary>When it is of no use any more; null: it does not say.</summary>
    public TimeSpan? ExpiresAt => Label.ExpiresAt;

    /// <summary>What its sender said of it.</summary>
    public MessageLabel Label { get; }

    /// <summary>How often it returned to the queue.</summary>
    public int Retries { get; internal set; }

    /// <summary>Where it is.</summary>
    public PendingState State { get; internal set; }

    internal Pending<TItem>? Previous { get; set; }

    internal Pending<TItem>? Next { get; set; }

    // What follows is the outbound queue's.

    /// <summary>Its place in the order of its class: its own number, or that of the version it replaced.</summary>
    internal long Place { get; set; }

    internal SortedChain<Pending<TItem>>.Link? InOrder { get; set; }

    /// <summary>When it is too old, while it waits.</summary>
    internal TimeSpan DueAt { get; set; }

    internal SortedChain<Pending<TItem>>.Link? InDue { get; set; }

    internal SortedChain<Pending<TItem>>.Link? InLane { get; set; }

    internal Lane<TItem>? Lane { get; set; }

    /// <summary>The versions of its key; null: it is a version of nothing, or has ended.</summary>
    internal KeyVersions<TItem>? Key { get; set; }

    internal Pending<TItem>? OlderInFlight { get; set; }

    internal Pending<TItem>? NewerInFlight { get; set; }
}

/// <summary>A message that ended, and how.</summary>
public readonly record struct Ended<TItem>(Pending<TItem> Message, PendingOutcome Outcome);
