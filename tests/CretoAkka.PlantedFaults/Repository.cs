namespace CretoAkka.PlantedFaults;

/// <summary>Where the repository is.</summary>
internal static class Repository
{
    /// <summary>The nearest folder above this program that holds the solution.</summary>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CretoAkka.sln")))
                return folder.FullName;
        throw new PlantedFaultsException("The program does not lie in a clone of the repository.");
    }
}
