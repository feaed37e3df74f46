using CretoAkka.Simulation.Faults;

namespace CretoAkka.Simulation.Runs;

/// <summary>The sums of many runs. Not thread-safe.</summary>
internal sealed class Totals
{
    private readonly SortedDictionary<FaultKind, long> _faults = [];

    /// <summary>Runs that ended.</summary>
    public int Runs { get; private set; }

    /// <summary>Runs that broke a rule.</summary>
    public int Violations { get; private set; }

    /// <summary>Virtual time.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Requests that took effect.</summary>
    public long Commits { get; private set; }

    /// <summary>Views that correct replicas entered.</summary>
    public long ViewChanges { get; private set; }

    /// <summary>Circuits that opened.</summary>
    public long Trips { get; private set; }

    /// <summary>Things that happened.</summary>
    public long Events { get; private set; }

    /// <summary>Faults that began, by kind.</summary>
    public IReadOnlyDictionary<FaultKind, long> Faults => _faults;

    /// <summary>Adds a run.</summary>
    public void Add(RunResult run)
    {
        Runs++;
        Violations += run.Violation is null ? 0 : 1;
        Elapsed += run.Elapsed;
        Commits += run.Commits;
        ViewChanges += run.ViewChanges;
        Trips += run.Trips;
        Events += run.Events;
        foreach (var (kind, count) in run.Faults)
            _faults[kind] = _faults.GetValueOrDefault(kind) + count;
    }
}
