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

    /// <summary>
    /// Compiles the projects that faults are in as they are, by the way in which they are compiled with a fault. No fault
    /// is planted.
    /// </summary>
    public void Prepare(string tests, IEnumerable<Fault> faults)
    {
        foreach (var (project, fault) in faults.GroupBy(ProjectOf).Select(group => (group.Key, group.First())))
        {
            if (!_compilers.ContainsKey(project))
                _compilers[project] = Compiler.Of(copy, project);
            if (Compile(fault, out var assembly) is { } error)
                throw new PlantedFaultsException($"{project} does not compile without faults: {error}");
            File.WriteAllBytes(Assembly(tests, project), assembly);
        }
    }

    /// <summary>
    /// Compiles the one project that a faulty file is in, and puts the result among what a test project runs with. What
    /// was there comes back when <paramref name="planted"/> is disposed.
    /// </summary>
    /// <returns>Null when that succeeded, otherwise the first error.</returns>
    public string? Replace(Fault fault, Planted planted)
    {
        if (Compile(fault, out var assembly) is { } error)
            return error;
        planted.Replace(Assembly(fault.Tests, ProjectOf(fault)), assembly);
        return null;
    }

    private string? Compile(Fault fault, out byte[] assembly) =>
        _compilers[ProjectOf(fault)].Compile(Path.GetFullPath(Path.Combine(copy.Root, fault.File)), out assembly);

    private string Assembly(string tests, string project) => Output(copy, tests, Path.GetFileName(project) + ".dll");

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
