namespace CretoAkka.Core.Circuits;

/// <summary>What a circuit answers to an input.</summary>
public enum CircuitReply
{
    /// <summary>Nothing was asked.</summary>
    None = 0,

    /// <summary>The peer may be used; the permit carries the next circuit's generation.</summary>
    Admitted,

    /// <summary>The peer must not be used now.</summary>
    Rejected,

    /// <summary>The outcome was taken.</summary>
    Recorded,

    /// <summary>The outcome is of an earlier generation, or of no permit of this one; it changed nothing.</summary>
    Stale,

    /// <summary>The circuit is quarantined, and only ReleaseQuarantine ends that.</summary>
    Refused,

    /// <summary>It would be opened, but no more of the membership may be cut off.</summary>
    Declined,
}

/// <summary>What one input did.</summary>
/// <param name="Next">The circuit after it: the same object where nothing changed.</param>
/// <param name="Reply">The answer.</param>
/// <param name="Observed">
/// The trip that would have been, in ObserveOnly or where it was declined; otherwise None. Counting starts anew then,
/// as after a trip: whoever keeps the window of outcomes clears it.
/// </param>
public readonly record struct CircuitStep(
    Circuit Next,
    CircuitReply Reply,
    TransitionCause Observed = TransitionCause.None);
