using System.Globalization;

namespace CretoAkka.Repository.Tests;

/// <summary>What a source file may look like. Each rule returns the faults it finds, as sentences.</summary>
internal static class SourceShape
{
    public const int MostLines = 200;
    public const int UsualLines = 150;
    public const int MostColumns = 120;

    // A row of a table of cases is one line, and a class of tests may have many rows.
    public const int MostTestColumns = 170;
    public const int MostTestLines = 300;

    public const int MostMethodLines = 50;
    public const int UsualMethodLines = 25;

    public static IEnumerable<string> TooLong(IEnumerable<SourceFile> files) =>
        from file in files
        let most = IsTest(file) ? MostTestLines : MostLines
        where file.Lines.Count > most
        select Sentence($"{file.Path} has {file.Lines.Count} lines; at most {most}.");

    public static IEnumerable<string> TooWide(IEnumerable<SourceFile> files) =>
        from file in files
        from line in file.Lines.Index()
        let width = new StringInfo(line.Item).LengthInTextElements
        let most = IsTest(file) ? MostTestColumns : MostColumns
        where width > most
        select Sentence($"{file.Path}:{line.Index + 1} has {width} columns; at most {most}.");

    public static IEnumerable<string> MethodTooLong(IEnumerable<SourceFile> files) =>
        from file in files
        from method in file.Methods
        where method.Lines > MostMethodLines
        select Sentence($"{file.Path}: {method.Name} has {method.Lines} lines; at most {MostMethodLines}.");

    public static IEnumerable<string> InAnotherNamespace(IEnumerable<SourceFile> files) =>
        from file in files
        from name in file.HasGlobalType ? file.Namespaces.Append("none") : file.Namespaces
        where name != file.FolderNamespace
        select $"{file.Path} declares namespace {name}; its folder is {file.FolderNamespace}.";

    public static IEnumerable<string> WaitingForTime(IEnumerable<SourceFile> files) =>
        from file in files
        from line in file.TimedWaits
        select Sentence($"{file.Path}:{line} waits for time to pass; await a condition or move a clock.");

    /// <summary>The nearest-rank 90th percentile.</summary>
    public static int NinetiethPercentile(IEnumerable<int> values)
    {
        int[] sorted = [.. values.Order()];
        return sorted[(int)Math.Ceiling(0.9 * sorted.Length) - 1];
    }

    private static bool IsTest(SourceFile file) => file.Path.StartsWith("tests/", StringComparison.Ordinal);

    private static string Sentence(FormattableString text) => FormattableString.Invariant(text);
}
