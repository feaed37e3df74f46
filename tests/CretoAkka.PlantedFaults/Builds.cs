namespace CretoAkka.PlantedFaults;

/// <summary>Builds projects of a working copy. A fault need not be tidy: analyzers and warnings are off.</summary>
internal static class Builds
{
    /// <summary>Builds a test project and all that it needs.</summary>
    /// <returns>Null when that succeeded, otherwise the first error.</returns>
    public static string? Whole(WorkingCopy copy, string project) => Run(copy, project);

    /// <summary>
    /// Builds the one project that a faulty file is in, and puts the result among what a test project runs with. What
    /// was there comes back when <paramref name="planted"/> is disposed.
    /// </summary>
    /// <inheritdoc cref="Whole" path="/returns"/>
    public static string? Replace(WorkingCopy copy, Fault fault, Planted planted)
    {
        var project = ProjectOf(copy, fault);
        var assembly = Path.GetFileName(project) + ".dll";
        if (Run(copy, project, "--no-restore", "--no-dependencies") is { } error)
            return error;
        planted.Replace(Output(copy, fault.Tests, assembly), File.ReadAllBytes(Output(copy, project, assembly)));
        return null;
    }

    /// <summary>Where a built project's file is.</summary>
    public static string Output(WorkingCopy copy, string project, string file)
    {
        var release = Path.Combine(copy.Root, project, "bin", "Release");
        return Directory.EnumerateFiles(release, file, SearchOption.AllDirectories).FirstOrDefault()
            ?? throw new PlantedFaultsException($"{file} is not among what {project} was built to.");
    }

    private static string ProjectOf(WorkingCopy copy, Fault fault)
    {
        for (var folder = Path.GetDirectoryName(fault.File); folder is { Length: > 0 };
            folder = Path.GetDirectoryName(folder))
        {
            if (Directory.EnumerateFiles(Path.Combine(copy.Root, folder), "*.csproj").Any())
                return folder;
        }
        throw new PlantedFaultsException($"{fault.Decision}, {fault.Name}: {fault.File} is in no project.");
    }

    private static string? Run(WorkingCopy copy, string project, params string[] more)
    {
        string[] arguments =
        [
            "build", "-c", "Release", project, "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false",
            "-p:TreatWarningsAsErrors=false", "-p:GenerateDocumentationFile=false", .. more,
        ];
        var (status, output) = Commands.Run(copy.Root, "dotnet", arguments);
        return status == 0 ? null : Commands.FirstError(output);
    }
}
