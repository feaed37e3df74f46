using System.Globalization;

namespace CretoAkka.Repository.Tests;

/// <summary>What a source file may look like. Each rule returns the faults it finds, as sentences.</summary>
internal static class SourceShape
{
    public const int MostLines = 200;
    public const int UsualLines = 150;
    public const int MostColumns = 120;
    public const int MostMethodLines = 50;
    public const int UsualMethodLines = 25;

    public static IEnumerable<string> TooLong(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Lines.Count > MostLines
        select Sentence($"{file.Path} has {file.Lines.Count} lines; at most {MostLines}.");

    public static IEnumerable<string> TooWide(IEnumerable<SourceFile> files) =>
        from file in files
        from line in file.Lines.Index()
        let width = new StringInfo(line.Item).LengthInTextElements
        where width > MostColumns
        select Sentence($"{file.Path}:{line.Index + 1} has {width} columns; at most {MostColumns}.");

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

    private static string Sentence(FormattableString text) => FormattableString.Invariant(text);
}
