using CretoAkka.Simulation.Engine;
using CretoAkka.Simulation.Faults;

namespace CretoAkka.Simulation.Runs;

/// <summary>What came of a run.</summary>
internal sealed record RunResult
{
    /// <summary>What was broken; null: nothing.</summary>
    public ViolationException? Violation { get; init; }

    /// <summary>All that happened, as a number.</summary>
    public required string Hash { get; init; }

    /// <summary>Virtual time that passed.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Requests that took effect.</summary>
    public required long Commits { get; init; }

    /// <summary>Requests that were answered.</summary>
    public required long Answered { get; init; }

    /// <summary>Views that correct replicas entered.</summary>
    public required long ViewChanges { get; init; }

    /// <summary>Circuits that opened.</summary>
    public required long Trips { get; init; }

    /// <summary>Things that happened.</summary>
    public required long Events { get; init; }

    /// <summary>Faults that began, by kind.</summary>
    public required IReadOnlyDictionary<FaultKind, int> Faults { get; init; }

    /// <summary>What is worth reading, where lines were kept.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];
}
