using CretoAkka.Core.Queues;
using CretoAkka.Metrics;

namespace CretoAkka;

/// <summary>The messages of one peer. Immutable.</summary>
/// <param name="Queued">Messages that wait.</param>
/// <param name="QueuedBytes">Their bytes.</param>
/// <param name="Outstanding">Messages sent and not acknowledged.</param>
/// <param name="IsEstablished">Whether a session is open.</param>
/// <param name="Ignored">Messages from the peer that do not belong to a session of ours, or break its rules.</param>
/// <param name="Ledger">What became of every message.</param>
public sealed record MessageStats(
    int Queued, long QueuedBytes, int Outstanding, bool IsEstablished, long Ignored, PendingLedger Ledger)
{
    /// <summary>Messages that were sent while the peer was cut off, or proving itself: critical ones, votes.</summary>
    public long Trickled { get; init; }

    /// <summary>
    /// Messages in the peer's name that were dropped because nothing proves that they are its own: they say nothing of
    /// it. With an authenticator: without a signature or code, or with a wrong one; without one: with any.
    /// </summary>
    public long Unauthenticated { get; init; }

    /// <summary>What its session did not expect, by kind; what is ignored or unauthenticated among it.</summary>
    public Counts<SessionAnomaly> Anomalies { get; init; }

    /// <summary>Whether its senders should slow down: some class has filled most of its queue.</summary>
    public bool IsBusy { get; init; }

    /// <summary>The critical ones alone.</summary>
    public ClassStats Critical { get; init; }

    /// <summary>The normal ones alone.</summary>
    public ClassStats Normal { get; init; }

    /// <summary>The bulk ones alone.</summary>
    public ClassStats Bulk { get; init; }

    internal const int Classes = 3;

    /// <summary>With so many more, by class, that were delivered as they came.</summary>
    internal MessageStats WithPassed(long[] passed)
    {
        var (critical, normal, bulk) =
            (Delivered(ref passed[0]), Delivered(ref passed[1]), Delivered(ref passed[2]));
        return this with
        {
            Ledger = Ledger + critical + normal + bulk,
            Critical = Critical with { Ledger = Critical.Ledger + critical },
            Normal = Normal with { Ledger = Normal.Ledger + normal },
            Bulk = Bulk with { Ledger = Bulk.Ledger + bulk },
        };
    }

    private static PendingLedger Delivered(ref long passed)
    {
        var count = Volatile.Read(ref passed);
        return new() { Accepted = count, Delivered = count };
    }

    internal static readonly MessageStats Nothing = new(0, 0, 0, false, 0, default);
}
