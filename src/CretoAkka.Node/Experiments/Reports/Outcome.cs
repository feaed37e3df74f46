using System.Collections.Immutable;

namespace CretoAkka.Node.Experiments.Reports;

/// <summary>All that an experiment leaves behind.</summary>
/// <param name="Table">What it found.</param>
/// <param name="Plots">What it saw over time.</param>
internal sealed record Outcome(ResultTable Table, ImmutableArray<Plot> Plots);
