using System.Text.RegularExpressions;

namespace CretoAkka.Repository.Tests;

/// <summary>What is read of Markdown and of other texts.</summary>
internal static partial class Texts
{
    private const int PatienceMilliseconds = 10_000;

    private static readonly string[] Binary = [".png", ".svg", ".ico", ".woff2"];

    /// <summary>The hand-written texts: everything but pictures and fonts.</summary>
    public static IEnumerable<string> Files() =>
        Repository.Files.Where(f => !Binary.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase));

    /// <summary>Paths that exist on one machine only, each with the number of its line.</summary>
    public static IEnumerable<(int Line, string Path)> MachinePaths(string text) =>
        from line in text.Split('\n').Index()
        from Match match in MachinePath().Matches(line.Item)
        select (line.Index + 1, match.Value);

    /// <summary>Where the links of a page lead that stay inside the repository, without their anchors.</summary>
    public static IEnumerable<string> LocalLinks(string markdown) =>
        from Match match in Link().Matches(WithoutFences(markdown))
        let target = match.Groups["target"].Value.Split('#')[0]
        where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
        select target;

    /// <summary>The lines that stand inside code fences.</summary>
    public static IEnumerable<string> FencedLines(string markdown) => Lines(markdown, fenced: true);

    private static string WithoutFences(string markdown) => string.Join('\n', Lines(markdown, fenced: false));

    private static IEnumerable<string> Lines(string markdown, bool fenced)
    {
        var inside = false;
        foreach (var line in markdown.Split('\n'))
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
                inside = !inside;
            else if (inside == fenced)
                yield return line;
        }
    }

    [GeneratedRegex(
        @"(?<![\w.}*)])/(home|root|work|tmp|Users|mnt|opt)/[\w.]+|(?<!\w)[A-Za-z]:\\+(Users|Windows|Program)\b",
        RegexOptions.ExplicitCapture, PatienceMilliseconds)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, PatienceMilliseconds)]
    private static partial Regex Link();
}
