namespace CretoAkka.Core.Sessions;

/// <summary>What a receiver makes of a message's number.</summary>
public enum Reception
{
    /// <summary>To be handed to its target.</summary>
    New,

    /// <summary>It was received, or given up by its sender, before: to be dropped.</summary>
    Duplicate,

    /// <summary>No sender that keeps its window numbers like this: to be dropped, and not acknowledged.</summary>
    OutOfWindow,
}
