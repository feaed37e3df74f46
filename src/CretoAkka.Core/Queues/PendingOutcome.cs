namespace CretoAkka.Core.Queues;

/// <summary>How a message that was accepted ends. Each ends once.</summary>
public enum PendingOutcome
{
    /// <summary>Handed to its target.</summary>
    Delivered,

    /// <summary>A newer version of it was accepted.</summary>
    Superseded,

    /// <summary>It grew too old, by the queue's bound or its own.</summary>
    Expired,

    /// <summary>It was the oldest of a full queue.</summary>
    Overflowed,

    /// <summary>Another peer was given it.</summary>
    Forwarded,

    /// <summary>It was sent as often as is allowed.</summary>
    Exhausted,

    /// <summary>Its peer was removed.</summary>
    Removed,

    /// <summary>The system shut down.</summary>
    ShutDown,
}
