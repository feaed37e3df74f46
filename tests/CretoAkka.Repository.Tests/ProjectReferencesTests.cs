namespace CretoAkka.Repository.Tests;

public sealed class ProjectReferencesTests
{
    [Fact]
    public void No_project_references_what_the_layers_do_not_allow() =>
        Expect.None(Projects().SelectMany(ProjectReferences.Faults));

    [Fact]
    public void The_projects_are_read_with_their_imports()
    {
        var core = Projects().Single(p => p.Name == "CretoAkka.Core");
        var node = Projects().Single(p => p.Name == "CretoAkka.Node");

        Assert.Empty(core.Projects);
        Assert.Contains("CretoAkka.Pbft", node.Projects);
        Assert.Contains("Akka.Logger.Serilog", node.Projects);
    }

    [Theory]
    [InlineData("CretoAkka.Core", "CretoAkka")]
    [InlineData("CretoAkka.Core", "CretoAkka.Pbft")]
    [InlineData("CretoAkka.Pbft", "CretoAkka.Core")]
    [InlineData("CretoAkka", "CretoAkka.Pbft")]
    [InlineData("CretoAkka", "CretoAkka.Prometheus")]
    [InlineData("CretoAkka", "CretoAkka.Authentication")]
    [InlineData("CretoAkka.Simulation", "CretoAkka")]
    [InlineData("CretoAkka.Prometheus", "CretoAkka.Hosting")]
    [InlineData("CretoAkka.Dashboard", "CretoAkka.Core")]
    [InlineData("CretoAkka.Testing", "CretoAkka.Node")]
    [InlineData("CretoAkka.Node", "CretoAkka.Node")]
    [InlineData("Akka.Logger.Serilog", "CretoAkka")]
    [InlineData("CretoAkka.Hosting", "HostedNode")]
    [InlineData("CretoAkka.Node", "BareNode")]
    [InlineData("BareNode", "CretoAkka.Hosting")]
    public void An_arrow_that_is_not_drawn_is_found(string from, string to) =>
        Assert.Equal([$"{from} must not reference {to}."], Faults(from, Reference(to)));

    [Theory]
    [InlineData("CretoAkka", "CretoAkka.Core")]
    [InlineData("CretoAkka.Simulation", "CretoAkka.Pbft")]
    [InlineData("CretoAkka.Clustering", "CretoAkka")]
    [InlineData("CretoAkka.Node", "CretoAkka.Simulation")]
    [InlineData("HostedNode", "CretoAkka.Hosting")]
    public void An_arrow_that_is_drawn_is_no_fault(string from, string to) => Assert.Empty(Faults(from, Reference(to)));

    [Fact]
    public void A_project_that_nobody_laid_down_is_found() => Assert.Single(Faults("CretoAkka.Surprise", ""));

    [Theory]
    [InlineData("""<PackageReference Include="Akka" />""", 1)]
    [InlineData("""<PackageReference Include="A" /><PackageReference Include="B" Version="1" />""", 2)]
    [InlineData("""<PackageReference Include="Analyzer" PrivateAssets="all" />""", 0)]
    [InlineData("""<PackageReference Include="A"><PrivateAssets>all</PrivateAssets></PackageReference>""", 0)]
    [InlineData("""<PackageReference Include="A" PrivateAssets="compile" />""", 1)]
    [InlineData("""<FrameworkReference Include="Microsoft.AspNetCore.App" />""", 1)]
    [InlineData("""<Reference Include="lib/Some.dll" />""", 1)]
    public void A_package_in_a_pure_core_is_found(string items, int found)
    {
        Assert.Equal(found, Faults("CretoAkka.Core", items).Length);
        Assert.Equal(found, Faults("CretoAkka.Pbft", items).Length);
        Assert.Empty(Faults("CretoAkka", items));
    }

    [Fact]
    public void A_reference_under_a_condition_or_in_an_import_is_found()
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["src/CretoAkka.Core/CretoAkka.Core.csproj"] = """<Project><Import Project="../Pure.props" /></Project>""",
            ["src/Pure.props"] =
                """<Project><ItemGroup Condition="false"><PackageReference Include="Akka" /></ItemGroup></Project>""",
        };

        var core = ProjectFile.Read("src/CretoAkka.Core/CretoAkka.Core.csproj", files.GetValueOrDefault);

        Assert.Equal(["CretoAkka.Core is a pure core and must not reference Akka."], ProjectReferences.Faults(core));
    }

    private static IEnumerable<ProjectFile> Projects() => Repository.FilesIn("src", ".csproj")
        .Select(path => ProjectFile.Read(path, file => Repository.Has(file) ? Repository.Read(file) : null));

    private static string Reference(string project) =>
        $"""<ProjectReference Include="..\{project}\{project}.csproj" Condition="'$(X)' == 'y'" />""";

    private static string[] Faults(string name, string items)
    {
        var path = $"src/{name}/{name}.csproj";
        var text = $"<Project><ItemGroup>{items}</ItemGroup></Project>";
        return [.. ProjectReferences.Faults(ProjectFile.Read(path, file => file == path ? text : null))];
    }
}
