using CretoAkka.Simulation.Engine;

namespace CretoAkka.Simulation.Checks;

/// <summary>An operation as its client saw it: a write of a value, or a read that gave one.</summary>
/// <param name="Key">The register.</param>
/// <param name="IsWrite">Whether it writes.</param>
/// <param name="Value">What was written, or read; null: the register had no value.</param>
/// <param name="Invoked">When it began.</param>
/// <param name="Answered">When it ended; null: it has not.</param>
internal sealed record Operation(string Key, bool IsWrite, string? Value, TimeSpan Invoked, TimeSpan? Answered);

/// <summary>What the clients did and saw. Knows nothing of replicas.</summary>
internal sealed class History
{
    private readonly List<Operation> _operations = [];

    /// <summary>How many operations there are.</summary>
    public int Count => _operations.Count;

    /// <summary>Adds an operation that ended, or never did.</summary>
    public void Add(Operation operation) => _operations.Add(operation);

    /// <summary>Each register by itself must be explained by one order (Herlihy and Wing 1990: locality).</summary>
    public void Check()
    {
        foreach (var register in _operations.GroupBy(o => o.Key, StringComparer.Ordinal))
        {
            ViolationException.Unless(
                Linearizability.Holds([.. register]), "I3",
                $"no order of its {register.Count()} operations explains what was read of {register.Key}");
        }
    }
}
