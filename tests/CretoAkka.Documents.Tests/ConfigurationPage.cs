using System.Text;

namespace CretoAkka.Documents.Tests;

/// <summary>The page of all settings, made from <c>reference.conf</c>: each key with its comment and default.</summary>
internal static class ConfigurationPage
{
    private const string Head = """
        # Configuration

        Every key of [reference.conf](../hocon/reference.conf), with its default. The page is made from that file, and a
        test holds the two equal.


        """;

    /// <summary>The page as it has to be.</summary>
    public static string Of(string reference)
    {
        var page = new StringBuilder(Head);
        var (path, comment) = (new List<string>(), new List<string>());
        foreach (var line in reference.Split('\n').Select(l => l.Trim()))
        {
            if (line.StartsWith('#'))
            {
                comment.Add(line.TrimStart('#').Trim());
                continue;
            }
            if (line == "}")
                path.RemoveAt(path.Count - 1);
            else if (line.EndsWith('{'))
                Open(page, path, line[..^1].Trim(), comment);
            else if (line.Split(" = ", 2) is [var key, var value])
                page.Append("- `").Append(Join(path, key)).Append("` = `").Append(value).Append("`: ")
                    .Append(Prose(comment)).Append('\n');
            comment.Clear();
        }
        return page.ToString();
    }

    private static void Open(StringBuilder page, List<string> path, string name, List<string> comment)
    {
        path.Add(name);
        if (comment.Count > 0)
            page.Append("\n## ").Append(Join(path)).Append("\n\n").Append(Prose(comment)).Append("\n\n");
    }

    private static string Join(List<string> path, params string[] more) => string.Join('.', path.Concat(more));

    // What stands after an empty line of a comment is an example, in the words of the file.
    private static string Prose(List<string> comment) =>
        string.Join(' ', comment.TakeWhile(line => line.Length > 0)).TrimEnd(':') is var prose && prose.EndsWith('.')
            ? prose
            : prose + ".";
}
