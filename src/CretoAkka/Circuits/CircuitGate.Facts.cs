using CretoAkka.Core.Quorums;
using CretoAkka.Metrics;
using CretoAkka.Quorums;

namespace CretoAkka.Circuits;

/// <content>What is counted for metrics alone.</content>
internal sealed partial class CircuitGate
{
    private static readonly FallbackKind[] FallbackKinds = Enum.GetValues<FallbackKind>();

    // Made by the first: few peers have any.
    private long[]? _fallbacks;

    // Under the lock.
    private Counts<TransitionKind> _transitions;
    private Counts<EvidenceKind> _evidence;
    private Counts<IsolationRefusal> _refusals;

    /// <summary>All that is counted of the peer, and where it stands.</summary>
    public PeerFacts Facts()
    {
        var link = Link;
        lock (_lock)
        {
            return new()
            {
                Circuit = StatsLocked(Enter()),
                Messages = link,
                Timeout = Latency.Timeout,
                Transitions = _transitions,
                Fallbacks = Fallbacks(link.Trickled),
                Evidence = _evidence,
                Refusals = _refusals,
            };
        }
    }

    /// <summary>A use of the peer went another way because its circuit was not closed.</summary>
    public void Note(FallbackKind kind)
    {
        var counts = Volatile.Read(ref _fallbacks)
            ?? Interlocked.CompareExchange(ref _fallbacks, new long[FallbackKinds.Length], null)
            ?? _fallbacks;
        Interlocked.Increment(ref counts[(int)kind]);
    }

    /// <summary>Something was proven of the peer.</summary>
    public void Note(EvidenceKind kind)
    {
        lock (_lock)
            _evidence = _evidence.Plus(kind);
    }

    private Counts<FallbackKind> Fallbacks(long trickled)
    {
        var counts = default(Counts<FallbackKind>);
        if (trickled > 0)
            counts = counts.Plus(FallbackKind.Trickled, trickled);
        if (Volatile.Read(ref _fallbacks) is not { } noted)
            return counts;
        foreach (var kind in FallbackKinds)
            counts = counts.Plus(kind, Volatile.Read(ref noted[(int)kind]));
        return counts;
    }
}
