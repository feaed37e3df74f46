namespace CretoAkka.Core.Links;

/// <summary>A ping without an answer yet.</summary>
/// <param name="SentAt">When it left.</param>
/// <param name="Deadline">When it has failed, if it is a probe; null: it has no outcome any more.</param>
/// <param name="Generation">The circuit's generation when it left.</param>
/// <param name="IsProbe">Whether it has a permit; otherwise nothing follows from silence.</param>
/// <param name="Permit">What its outcome is bound to.</param>
internal readonly record struct Ping<TPermit>(
    TimeSpan SentAt, TimeSpan? Deadline, long Generation, bool IsProbe, TPermit? Permit);
