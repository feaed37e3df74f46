using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace CretoAkka.Simulation.Tests.Planted;

/// <summary>
/// The sources of the core, the replica and the simulator as one assembly in memory, with one line changed: so no
/// production code knows of planted bugs.
/// </summary>
internal static class PatchedSources
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly string[] Projects = ["CretoAkka.Core", "CretoAkka.Pbft", "CretoAkka.Simulation"];
    private static readonly string Root = FindRoot();
    private static readonly Lazy<CSharpCompilation> Whole = new(Compile);

    /// <summary>Hunts in the patched sources; the answer is that of <c>Hunt.First</c>.</summary>
    public static string? Hunt(PlantedBug bug, int replicas, int most) =>
        Call(bug, "First", bug.Liveness, replicas, most);

    /// <summary>Runs a scenario in the patched sources; the answer is that of <c>Hunt.In</c>.</summary>
    public static string? Run(PlantedBug bug, string scenario) => Call(bug, "In", scenario);

    private static string? Call(PlantedBug bug, string method, params object[] arguments)
    {
        // Not collectible, though it stays loaded: in code that was, the runtime once ended with an access violation.
        var context = new AssemblyLoadContext(bug.Name);
        using var stream = new MemoryStream(Emit(Plant(bug)));
        var hunt = context.LoadFromStream(stream).GetType("CretoAkka.Simulation.Runs.Hunt", throwOnError: true)!;
        var called = hunt.GetMethod(method, BindingFlags.Public | BindingFlags.Static)!;
        return (string?)called.Invoke(null, arguments);
    }

    private static CSharpCompilation Plant(PlantedBug bug)
    {
        var path = Path.Combine(Root, "src", bug.File);
        var tree = Whole.Value.SyntaxTrees.Single(t => t.FilePath == path);
        var text = tree.GetText().ToString();
        var at = text.IndexOf(bug.Original, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{bug.File} has no '{bug.Original}'");
        Assert.Equal(at, text.LastIndexOf(bug.Original, StringComparison.Ordinal));
        var planted = text.Replace(bug.Original, bug.Planted, StringComparison.Ordinal);
        return Whole.Value.ReplaceSyntaxTree(tree, Parse(path, planted));
    }

    private static byte[] Emit(CSharpCompilation compilation)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(
            result.Success, string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        return stream.ToArray();
    }

    private static CSharpCompilation Compile()
    {
        var sources = Projects.SelectMany(project => Directory.EnumerateFiles(
                Path.Combine(Root, "src", project), "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}",
                StringComparison.Ordinal));
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)
                || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll");
        return CSharpCompilation.Create(
            "CretoAkka.Planted",
            sources.Select(path => Parse(path, File.ReadAllText(path))).Append(Parse("Usings.cs", Usings)),
            platform.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Enable));
    }

    private static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(
        SourceText.From(text, Encoding.UTF8), CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp14),
        path);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CretoAkka.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
