namespace CretoAkka.Documents.Tests;

/// <summary>The README and the documents, and what stands in their fences.</summary>
internal static class Pages
{
    private const string Mark = "```";

    /// <summary>Their paths from the root.</summary>
    public static IEnumerable<string> All => WorkingCopy.FilesIn("docs", ".md").Prepend("README.md");

    /// <summary>The fences of all pages in one of these languages.</summary>
    public static IEnumerable<Fence> FencesIn(params string[] languages) =>
        All.SelectMany(page => Fences(page, WorkingCopy.Read(page)))
            .Where(fence => languages.Contains(fence.Language, StringComparer.Ordinal));

    /// <summary>The fences of a page, from top to bottom.</summary>
    public static IEnumerable<Fence> Fences(string page, string markdown)
    {
        List<string>? inside = null;
        var language = "";
        foreach (var (number, line) in markdown.Split('\n').Index())
        {
            if (!line.StartsWith(Mark, StringComparison.Ordinal))
                inside?.Add(line);
            else if (inside is null)
                (inside, language) = ([], line[Mark.Length..].Trim());
            else
            {
                yield return new Fence(page, number + 1 - inside.Count, language, string.Join('\n', inside));
                inside = null;
            }
        }
    }
}
