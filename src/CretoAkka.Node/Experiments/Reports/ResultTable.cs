using System.Collections.Immutable;

namespace CretoAkka.Node.Experiments.Reports;

/// <summary>What one experiment found, three ways side by side.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Notes">How it was measured, a sentence each.</param>
/// <param name="Rows">The measures.</param>
internal sealed record ResultTable(string Title, ImmutableArray<string> Notes, ImmutableArray<ResultRow> Rows)
{
    /// <summary>What was to be reached, or to be shown, and was not: sentences.</summary>
    public IEnumerable<string> Faults() =>
        from row in Rows
        from check in row.Checks
        where !check.Holds
        select $"{row.Measure}: {check.Sentence}";
}

/// <summary>One measure.</summary>
/// <param name="Measure">What it is.</param>
/// <param name="Bare">By Akka.Remote alone.</param>
/// <param name="Naive">By a circuit that refuses.</param>
/// <param name="Creto">By the library.</param>
internal sealed record ResultRow(string Measure, ResultCell Bare, ResultCell Naive, ResultCell Creto)
{
    /// <summary>What the library is to reach, in words; empty: nothing.</summary>
    public string Bound { get; init; } = "";

    /// <summary>What must hold for the experiment to have shown what it claims.</summary>
    public ImmutableArray<ResultCheck> Checks { get; init; } = [];

    /// <summary>In a word whether everything holds; empty: nothing was claimed.</summary>
    public string Reached => Checks.IsEmpty ? "" : Checks.All(check => check.Holds) ? "yes" : "NO";
}

/// <summary>Something that must hold.</summary>
/// <param name="Holds">Whether it does.</param>
/// <param name="Sentence">What is said if it does not.</param>
internal sealed record ResultCheck(bool Holds, string Sentence);
