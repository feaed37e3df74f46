using System.Xml.Linq;

namespace CretoAkka.Repository.Tests;

/// <summary>What an MSBuild project asks for, in its own file and in those that it imports.</summary>
internal sealed class ProjectFile
{
    private readonly List<XElement> _items = [];

    private ProjectFile(string name) => Name = name;

    public string Name { get; }

    /// <summary>The names of referenced projects, whatever the condition they stand under.</summary>
    public IEnumerable<string> Projects => Includes("ProjectReference")
        .Select(path => System.IO.Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

    /// <summary>References to packages, frameworks and assemblies that reach whoever references this project.</summary>
    public IEnumerable<string> LeakingReferences => Includes("PackageReference", Leaks)
        .Concat(Includes("FrameworkReference", Leaks))
        .Concat(Includes("Reference"));

    /// <summary>Reads a project, its imports (found by <paramref name="read"/>) and the props above it.</summary>
    /// <param name="path">From the root, with slashes.</param>
    /// <param name="read">Gives a file's text; null where there is no such file.</param>
    public static ProjectFile Read(string path, Func<string, string?> read)
    {
        var project = new ProjectFile(System.IO.Path.GetFileNameWithoutExtension(path));
        project.Take(path, read);
        project.Take("src/Directory.Build.props", read);
        return project;
    }

    private void Take(string path, Func<string, string?> read)
    {
        if (read(path) is not { } text)
            return;
        var elements = XElement.Parse(text).DescendantsAndSelf().ToArray();
        _items.AddRange(elements.Where(e => e.Attribute("Include") is not null));
        foreach (var import in elements.Where(e => e.Name.LocalName == "Import"))
            Take(Resolve(path, import.Attribute("Project")?.Value ?? ""), read);
    }

    private IEnumerable<string> Includes(string item, Func<XElement, bool>? where = null) => _items
        .Where(e => e.Name.LocalName == item && (where is null || where(e)))
        .SelectMany(e => e.Attribute("Include")!.Value.Split(';', StringSplitOptions.TrimEntries));

    private static bool Leaks(XElement reference) => !string.Equals(
        reference.Attribute("PrivateAssets")?.Value ?? reference.Elements()
            .FirstOrDefault(e => e.Name.LocalName == "PrivateAssets")?.Value,
        "all",
        StringComparison.OrdinalIgnoreCase);

    // "src/A/A.csproj" and "../B.props" give "src/B.props".
    private static string Resolve(string from, string import)
    {
        var folders = new Stack<string>(from.Split('/')[..^1]);
        foreach (var part in import.Replace('\\', '/').Split('/'))
        {
            if (part == "..")
                folders.TryPop(out _);
            else
                folders.Push(part);
        }
        return string.Join('/', folders.Reverse());
    }
}
