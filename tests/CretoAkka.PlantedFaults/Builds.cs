namespace CretoAkka.PlantedFaults;

/// <summary>Builds projects of a working copy. A fault need not be tidy: analyzers and warnings are off.</summary>
internal sealed class Builds(WorkingCopy copy)
{
    /// <summary>What to tell MSBuild, so that only what does not compile at all is refused.</summary>
    public static readonly string[] Untidy =
    [
        "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:TreatWarningsAsErrors=false",
        "-p:GenerateDocumentationFile=false",
    ];

    private readonly Dictionary<string, Compiler> _compilers = new(StringComparer.Ordinal);

    /// <summary>Where a built project's file is.</summary>
    public static string Output(WorkingCopy copy, string project, string file)
    {
        var release = Path.Combine(copy.Root, project, "bin", "Release");
        return Directory.EnumerateFiles(release, file, SearchOption.AllDirectories).FirstOrDefault()
            ?? throw new PlantedFaultsException($"{file} is not among what {project} was built to.");
    }

    /// <summary>Builds a test project and all that it needs.</summary>
    /// <returns>Null when that succeeded, otherwise the first error.</returns>
    public string? Whole(string project)
    {
        var (status, output) = Commands.Run(copy.Root, "dotnet", ["build", "-c", "Release", project, .. Untidy]);
        return status == 0 ? null : Commands.FirstError(output);
    }

    /// <summary>Reads the projects that faults are in, before any is planted.</summary>
    public void Prepare(IEnumerable<Fault> faults)
    {
        foreach (var project in faults.Select(ProjectOf).Distinct(StringComparer.Ordinal))
            _compilers[project] = Compiler.Of(copy, project);
    }

    /// <summary>
    /// Compiles the one project that a faulty file is in, and puts the result among what a test project runs with. What
    /// was there comes back when <paramref name="planted"/> is disposed.
    /// </summary>
    /// <returns>Null when that succeeded, otherwise the first error.</returns>
    public string? Replace(Fault fault, Planted planted)
    {
        var project = ProjectOf(fault);
        if (_compilers[project].Compile(Path.Combine(copy.Root, fault.File), out var assembly) is { } error)
            return error;
        planted.Replace(Output(copy, fault.Tests, Path.GetFileName(project) + ".dll"), assembly);
        return null;
    }

    private string ProjectOf(Fault fault)
    {
        for (var folder = Path.GetDirectoryName(fault.File); folder is { Length: > 0 };
            folder = Path.GetDirectoryName(folder))
        {
            if (Directory.EnumerateFiles(Path.Combine(copy.Root, folder), "*.csproj").Any())
                return folder;
        }
        throw new PlantedFaultsException($"{fault.Decision}, {fault.Name}: {fault.File} is in no project.");
    }
}
