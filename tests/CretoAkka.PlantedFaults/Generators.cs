using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CretoAkka.PlantedFaults;

/// <summary>What a project's generators of sources, such as the one for JSON, add to it.</summary>
internal sealed class Generators : IAnalyzerAssemblyLoader
{
    /// <summary>The compilation with what is generated for it; a fault that is planted later changes none of that.</summary>
    public static CSharpCompilation Run(CSharpCompilation compilation, CSharpCommandLineArguments arguments)
    {
        var generators = arguments.ResolveAnalyzerReferences(new Generators())
            .SelectMany(reference => reference.GetGenerators(LanguageNames.CSharp));
        CSharpGeneratorDriver.Create(generators, parseOptions: arguments.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var whole, out _);
        return (CSharpCompilation)whole;
    }

    void IAnalyzerAssemblyLoader.AddDependencyLocation(string fullPath)
    {
        // They lie beside each other, which is where they are looked for.
    }

    Assembly IAnalyzerAssemblyLoader.LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
}
