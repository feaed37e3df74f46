using CretoAkka.Core.Circuits;
using CretoAkka.Core.Quorums;
using CretoAkka.Quorums;

namespace CretoAkka.Metrics;

/// <summary>All that is counted of one peer since it was added, and where it stands. Immutable.</summary>
public sealed record PeerFacts
{
    /// <summary>Its circuit.</summary>
    public CircuitStats Circuit { get; init; }

    /// <summary>Its messages.</summary>
    public MessageStats Messages { get; init; } = MessageStats.Nothing;

    /// <summary>How long a use of it may take now.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>Changes of its circuit's state.</summary>
    public Counts<TransitionKind> Transitions { get; init; }

    /// <summary>What became of uses while its circuit was not closed.</summary>
    public Counts<FallbackKind> Fallbacks { get; init; }

    /// <summary>What was proven of it.</summary>
    public Counts<EvidenceKind> Evidence { get; init; }

    /// <summary>How often it was not cut off because no more may be, by reason. Nothing is counted for None.</summary>
    public Counts<IsolationRefusal> Refusals { get; init; }
}
