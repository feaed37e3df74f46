namespace CretoAkka.Repository.Tests;

/// <summary>The working copy that these tests were built from, read as files.</summary>
internal static class Repository
{
    private const string Solution = "CretoAkka.sln";

    // What builds and tools write. Folders whose names begin with a dot belong to tools too, except CI's.
    private static readonly string[] Generated =
        ["bin", "obj", "TestResults", "BenchmarkDotNet.Artifacts", "StrykerOutput", "node_modules"];

    /// <summary>The folder of the solution, with its parents' names: the nearest one above this assembly.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>All files that are written by hand, or could be, as paths from the root with slashes.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. Walk(Root).Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>The files below one folder of the root whose names end so.</summary>
    public static IEnumerable<string> FilesIn(string folder, string ending) => Files.Where(f =>
        f.StartsWith(folder + "/", StringComparison.Ordinal) && f.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>The C# sources of the product and of its tests.</summary>
    public static IEnumerable<SourceFile> Sources() =>
        FilesIn("src", ".cs").Concat(FilesIn("tests", ".cs")).Select(f => new SourceFile(f, Read(f)));

    /// <summary>A file's text, with line feeds alone.</summary>
    public static string Read(string file) =>
        File.ReadAllText(Path.Combine(Root, file)).ReplaceLineEndings("\n");

    /// <summary>Whether a file or folder of that path exists.</summary>
    public static bool Has(string path) => Path.Exists(Path.Combine(Root, path));

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, Solution)))
                return at.FullName;
        }
        throw new DirectoryNotFoundException($"No {Solution} above {AppContext.BaseDirectory}.");
    }

    private static IEnumerable<string> Walk(string folder)
    {
        var own = Directory.EnumerateFiles(folder).Where(f => Path.GetFileName(f) != ".git");
        var below = Directory.EnumerateDirectories(folder).Where(IsOurs).SelectMany(Walk);
        return own.Concat(below);
    }

    private static bool IsOurs(string folder)
    {
        var name = Path.GetFileName(folder);
        return name == ".ci" || (name[0] != '.' && !Generated.Contains(name, StringComparer.Ordinal));
    }
}
