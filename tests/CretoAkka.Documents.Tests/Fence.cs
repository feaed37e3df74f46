namespace CretoAkka.Documents.Tests;

/// <summary>A code fence of a page.</summary>
/// <param name="Page">The page's path from the root of the repository.</param>
/// <param name="Line">The line of its first line, from 1.</param>
/// <param name="Language">The word behind the opening backticks; empty: none.</param>
/// <param name="Text">What stands in it.</param>
public sealed record Fence(string Page, int Line, string Language, string Text)
{
    /// <summary>Where it is, as compilers name places.</summary>
    public override string ToString() => FormattableString.Invariant($"{Page}:{Line}");
}
