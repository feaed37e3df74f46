using CretoAkka.Metrics;

namespace CretoAkka.Sessions;

/// <summary>What both sides of one peer's session did not expect. Used by one circuit's actor.</summary>
internal sealed class AnomalyLog
{
    /// <summary>All of it, by kind.</summary>
    public Counts<SessionAnomaly> Counts { get; private set; }

    /// <summary>Messages that were ignored, or broke the rules.</summary>
    public long Ignored => Counts.Sum - Unauthenticated - Counts[SessionAnomaly.UnreadablePayload];

    /// <summary>Messages that nothing proves to be the peer's.</summary>
    public long Unauthenticated => Counts[SessionAnomaly.Unauthenticated];

    /// <summary>One more.</summary>
    public void Note(SessionAnomaly kind) => Counts = Counts.Plus(kind);
}
