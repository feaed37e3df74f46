using System.Collections.Immutable;

namespace CretoAkka.Configuration.Keys;

/// <summary>Problems up to a bound: who has so many reads no more.</summary>
internal sealed class ProblemList
{
    private const int Most = 100;

    private readonly List<ConfigurationProblem> _problems = [];

    public bool IsFull => _problems.Count >= Most;

    public void Add(ConfigurationProblem problem)
    {
        if (!IsFull)
            _problems.Add(problem);
    }

    /// <summary>In the order in which they are written; those of the same place by key.</summary>
    public ImmutableArray<ConfigurationProblem> ToImmutable() =>
    [
        .. _problems
            .OrderBy(p => p.Origin.Source, StringComparer.Ordinal)
            .ThenBy(p => p.Origin.Line).ThenBy(p => p.Origin.Column)
            .ThenBy(p => p.Key, StringComparer.Ordinal),
    ];
}
