using CretoAkka.Core.Quorums;
using CretoAkka.Metrics;
using CretoAkka.Quorums;

namespace CretoAkka.Circuits;

/// <content>What is counted for metrics alone.</content>
internal sealed partial class CircuitGate
{
    private readonly long[] _fallbacks = new long[Enum.GetValues<FallbackKind>().Length];

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
    public void Note(FallbackKind kind) => Interlocked.Increment(ref _fallbacks[(int)kind]);

    /// <summary>Something was proven of the peer.</summary>
    public void Note(EvidenceKind kind)
    {
        lock (_lock)
            _evidence = _evidence.Plus(kind);
    }

    private Counts<FallbackKind> Fallbacks(long trickled)
    {
        var counts = default(Counts<FallbackKind>).Plus(FallbackKind.Trickled, trickled);
        foreach (var kind in Enum.GetValues<FallbackKind>())
            counts = counts.Plus(kind, Interlocked.Read(ref _fallbacks[(int)kind]));
        return counts;
    }
}
