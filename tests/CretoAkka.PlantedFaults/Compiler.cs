using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace CretoAkka.PlantedFaults;

/// <summary>
/// Compiles one project again and again, with a file of it changed. In this process, because to start a build costs
/// many times what it costs to compile.
/// </summary>
/// <remarks>No analyzers, no debug information.</remarks>
internal sealed class Compiler
{
    private readonly CSharpCompilation _compilation;
    private readonly ImmutableArray<ResourceDescription> _resources;

    private Compiler(CSharpCommandLineArguments arguments)
    {
        _resources = [.. arguments.ManifestResources];
        var compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(arguments.OutputFileName),
            arguments.SourceFiles.Select(file => Parse(file.Path, File.ReadAllText(file.Path), arguments.ParseOptions)),
            arguments.MetadataReferences.Select(
                reference => MetadataReference.CreateFromFile(reference.Reference, reference.Properties)),
            arguments.CompilationOptions);
        _compilation = Generators.Run(compilation, arguments);
    }

    /// <summary>The compiler of a project that was built before, as that build called it. No fault is planted.</summary>
    public static Compiler Of(WorkingCopy copy, string project)
    {
        var answer = Path.Combine(copy.Root, "arguments.json");
        var (status, output) = Commands.Run(
            copy.Root, "dotnet",
            [
                "msbuild", project, "-t:PrepareResources;Compile", "-getItem:CscCommandLineArgs", $"-getResultOutputFile:{answer}",
                "-p:Configuration=Release",
                "-p:BuildProjectReferences=false", "-p:ProvideCommandLineArgs=true", "-p:SkipCompilerExecution=true",
                "-p:NonExistentFile=there-is-none", .. Builds.Untidy,
            ]);
        if (status != 0)
            throw new PlantedFaultsException($"{project} does not say how it is compiled: {Commands.FirstError(output)}");

        using var items = JsonDocument.Parse(File.ReadAllText(answer));
        var arguments = items.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray()
            .Select(item => item.GetProperty("Identity").GetString()!);
        return new Compiler(CSharpCommandLineParser.Default.Parse(
            arguments, Path.Combine(copy.Root, project), sdkDirectory: null));
    }

    /// <summary>Compiles the project with one file as it is now.</summary>
    /// <returns>The first error; null where there is none, and then <paramref name="assembly"/> is whole.</returns>
    public string? Compile(string file, out byte[] assembly)
    {
        var original = _compilation.SyntaxTrees.FirstOrDefault(tree => tree.FilePath == file)
            ?? throw new PlantedFaultsException($"{file} is not compiled in its project.");
        var changed = Parse(file, File.ReadAllText(file), (CSharpParseOptions)original.Options);

        using var stream = new MemoryStream();
        var result = _compilation.ReplaceSyntaxTree(original, changed).Emit(stream, manifestResources: _resources);
        assembly = stream.ToArray();
        return result.Success
            ? null
            : result.Diagnostics.First(found => found.Severity == DiagnosticSeverity.Error).ToString();
    }

    private static SyntaxTree Parse(string path, string text, CSharpParseOptions options) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text, System.Text.Encoding.UTF8), options, path);
}
