using System.Text.RegularExpressions;

namespace CretoAkka.Packages.Tests;

/// <summary>All packages, packed once from what was built for the tests, in a folder of their own.</summary>
public sealed class PackageFeed : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("creto-packages-");

    /// <summary>The version that all packages have: the one line that names it.</summary>
    public static string Version { get; } = Regex.Match(
        WorkingCopy.Read("src/Directory.Build.props"), "<Version>(?<v>[^<]+)</Version>",
        RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10)).Groups["v"].Value;

    /// <summary>What a user's project restores beside ours, from where this machine already has it.</summary>
    public static string Others { get; } = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Where the packages are.</summary>
    public string Folder => _folder.FullName;

    /// <summary>The packages by name.</summary>
    public IReadOnlyDictionary<string, string> Packages => Files(".nupkg");

    /// <summary>Their symbols by name.</summary>
    public IReadOnlyDictionary<string, string> Symbols => Files(".snupkg");

    public async Task InitializeAsync()
    {
        // One process for all of them: to start one each would take longer than to pack.
        var all = Path.Combine(Folder, "all.proj");
        await File.WriteAllTextAsync(all, $"""
            <Project>
              <ItemGroup><All Include="{WorkingCopy.Root}/src/*/*.csproj" /></ItemGroup>
              <Target Name="Pack">
                <MSBuild Projects="@(All)" Targets="Pack" BuildInParallel="true"
                  Properties="NoBuild=true;Configuration={Configuration};PackageOutputPath={Folder}" />
              </Target>
            </Project>
            """);
        await Command.DotNetAsync(Folder, "msbuild", all, "-t:Pack", "-nologo", "-v:q", "-m:2");
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>An empty folder whose restores look for our packages here alone, and for others as usual.</summary>
    public string NewFolder(string name)
    {
        var folder = _folder.CreateSubdirectory(name).FullName;
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <packageSources><add key="ours" value="{Folder}" /></packageSources>
              <packageSourceMapping>
                <packageSource key="ours"><package pattern="CretoAkka*" /><package pattern="creto" /></packageSource>
                <packageSource key="nuget.org"><package pattern="*" /></packageSource>
              </packageSourceMapping>
            </configuration>
            """);
        return folder;
    }

    // Release or Debug: as these tests were built, and everything else with them.
    private static string Configuration =>
        Directory.GetParent(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))!.Name;

    private Dictionary<string, string> Files(string ending) => Directory.EnumerateFiles(Folder, "*" + ending)
        .ToDictionary(file => Path.GetFileName(file).Replace($".{Version}{ending}", "", StringComparison.Ordinal));
}

[CollectionDefinition("packages")]
public sealed class PackagesCollection : ICollectionFixture<PackageFeed>;
