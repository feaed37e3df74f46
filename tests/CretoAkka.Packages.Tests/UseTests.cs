namespace CretoAkka.Packages.Tests;

/// <summary>What a reader does with the packages on the first afternoon.</summary>
[Collection("packages")]
public sealed class UseTests(PackageFeed feed)
{
    private const string Fence = "```";

    [Fact]
    public async Task A_fresh_project_that_references_the_packages_runs_the_three_lines_of_the_README()
    {
        var folder = feed.NewFolder("fresh");
        await File.WriteAllTextAsync(Path.Combine(folder, "fresh.csproj"), Project());
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), Program());

        await Command.DotNetAsync(folder, "build", "-v:q", "-nologo");
        var said = await Command.DotNetAsync(folder, Path.Combine("bin", "Debug", "net10.0", "fresh.dll"));

        Assert.Matches("node-2: Closed 100[.,]0\\s?%", said);
        Assert.True(
            Directory.Exists(Path.Combine(folder, "packages", "cretoakka", PackageFeed.Version)),
            "The packages of this run were used, not others of the same version.");
    }

    [Fact]
    public async Task The_tool_is_installed_and_works()
    {
        var folder = feed.NewFolder("tool");

        await Command.DotNetAsync(
            folder, "tool", "install", "creto", "--tool-path", "tools", "--version", PackageFeed.Version,
            "--configfile", Path.Combine(folder, "nuget.config"));

        var creto = Path.Combine(folder, "tools", OperatingSystem.IsWindows() ? "creto.exe" : "creto");
        Assert.Contains(
            "creto watch http://", await Command.RunAsync(creto, folder, "--help"), StringComparison.Ordinal);
        Assert.Contains(
            "creto.circuit-breaker.failure-threshold = 5", await Command.RunAsync(creto, folder, "config", "show"),
            StringComparison.Ordinal);
        Assert.StartsWith(
            PackageFeed.Version, await Command.RunAsync(creto, folder, "--version"), StringComparison.Ordinal);
    }

    // What comes from elsewhere is taken from where this machine has it; ours never are.
    private string Project() => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <RestoreFallbackFolders>{PackageFeed.Others}</RestoreFallbackFolders>
          </PropertyGroup>
          <ItemGroup>
            {string.Concat(feed.Packages.Keys.Where(name => name != "creto").Select(name =>
                $"<PackageReference Include=\"{name}\" Version=\"{PackageFeed.Version}\" />"))}
          </ItemGroup>
        </Project>
        """;

    // The README's own fences: the messages, and the calls.
    private static string Program() => $$"""
        using Akka.Actor;
        using CretoAkka;

        using var system = ActorSystem.Create(
            "node-1", "akka { actor.provider = remote, remote.dot-netty.tcp { hostname = 127.0.0.1, port = 0 } }");
        var cancellationToken = CancellationToken.None;
        {
            {{Lines(0)}}
        }
        {
            {{Lines(1)}}
        }

        static ValueTask<bool> PrepareAsync(string peer, CancellationToken ct) => ValueTask.FromResult(true);

        internal sealed record Vote(long View, long Number);
        """;

    private static string Lines(int which)
    {
        var section = WorkingCopy.Read("README.md").Split("## Three lines in your node")[1];
        var fences = section.Split(Fence + "csharp\n").Skip(1).Select(text => text.Split(Fence)[0]).ToArray();
        return fences[which].Replace("using CretoAkka;\n", "", StringComparison.Ordinal);
    }
}
