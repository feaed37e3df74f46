namespace CretoAkka.Core.Sessions;

/// <summary>What a sender makes of an acknowledgement.</summary>
public enum AckVerdict
{
    /// <summary>It belongs here, and what it says was taken in.</summary>
    Accepted,

    /// <summary>Not this session's: to be ignored and counted.</summary>
    WrongNonce,

    /// <summary>
    /// From another process of the peer: what is outstanding returns to the queue, and a new session begins.
    /// </summary>
    OtherIncarnation,

    /// <summary>It acknowledges what was never sent: a failure, and a new session.</summary>
    BeyondSent,

    /// <summary>It contradicts itself: a failure, and a new session.</summary>
    Malformed,
}

/// <summary>How a marker ended.</summary>
public enum MarkerOutcome
{
    /// <summary>Acknowledged in time, and what was sent before it had arrived.</summary>
    Success,

    /// <summary>
    /// Acknowledged in time, but too much of what was sent since the marker before was missing: a failure.
    /// </summary>
    Loss,

    /// <summary>Acknowledged after it had expired: no outcome, its failure was told then.</summary>
    Late,
}

/// <summary>A marker that was acknowledged.</summary>
/// <param name="Number">The marker.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Latency">
/// From sent to acknowledged, late or not; null where a later marker's acknowledgement stands for this one too: it
/// had no answer of its own, and is no sample.
/// </param>
public readonly record struct SettledMarker(long Number, MarkerOutcome Outcome, TimeSpan? Latency);

/// <summary>A marker whose deadline passed: a failure.</summary>
public readonly record struct ExpiredMarker(long Number, TimeSpan SentAt, TimeSpan Deadline);

/// <summary>A message that did not arrive the last time it was sent.</summary>
/// <param name="Number">To be sent again under, so that a receiver that has it after all drops it.</param>
/// <param name="Item">The message.</param>
/// <param name="Retries">How often it was sent again before.</param>
public readonly record struct LostMessage<TItem>(long Number, TItem Item, int Retries);

/// <summary>What an acknowledgement settled. Everything is in the order of numbers, and told only once.</summary>
/// <param name="Verdict">Unless it is Accepted, only <paramref name="Expired"/> has content.</param>
/// <param name="Delivered">Handed to their target.</param>
/// <param name="Undeliverable">Received, but there was no target.</param>
/// <param name="Lost">
/// Not received, though a marker sent after them was. They stay outstanding until sent again or given up.
/// </param>
/// <param name="Settled">Markers that this acknowledges.</param>
/// <param name="Expired">Markers whose deadline had passed before it came.</param>
public sealed record AckResult<TItem>(
    AckVerdict Verdict,
    IReadOnlyList<TItem> Delivered,
    IReadOnlyList<TItem> Undeliverable,
    IReadOnlyList<LostMessage<TItem>> Lost,
    IReadOnlyList<SettledMarker> Settled,
    IReadOnlyList<ExpiredMarker> Expired);
