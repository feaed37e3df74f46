namespace CretoAkka.Repository.Tests;

public sealed class TextsTests
{
    private const string RunCommand = "dotnet run -c Release --project src/CretoAkka.Node";
    private const string TestCommand = "dotnet test -c Release";

    [Fact]
    public void No_text_names_a_path_of_one_machine() => Expect.None(
        from file in Texts.Files()
        where !file.EndsWith("/TextsTests.cs", StringComparison.Ordinal)
        from found in Texts.MachinePaths(Repository.Read(file))
        select FormattableString.Invariant($"{file}:{found.Line} names {found.Path}."));

    [Fact]
    public void Links_between_pages_lead_somewhere() => Expect.None(
        from page in Texts.Files()
        where page.EndsWith(".md", StringComparison.Ordinal)
        let folder = Path.GetDirectoryName(page) ?? ""
        from target in Texts.LocalLinks(Repository.Read(page))
        where !Repository.Has(Path.Combine(folder, target))
        select $"{page} links to {target}, which is not there.");

    [Theory]
    [InlineData(RunCommand)]
    [InlineData(TestCommand)]
    public void The_readme_has_each_command_alone_on_a_line_of_a_code_fence(string command) =>
        Assert.Single(Texts.FencedLines(Repository.Read("README.md")), line => line == command);

    [Fact]
    public void The_readmes_project_is_there() =>
        Assert.True(Repository.Has("src/CretoAkka.Node/CretoAkka.Node.csproj"));

    [Fact]
    public void Continuous_integration_runs_the_readmes_test_command_as_it_stands()
    {
        var commands = Repository.Read(".ci/run").Split('\n')
            .Where(line => line.Contains("dotnet test", StringComparison.Ordinal))
            .Select(line => line.Split('|')[0].Replace("2>&1", "", StringComparison.Ordinal).Trim());

        Assert.Equal([TestCommand], commands);
    }

    [Theory]
    [InlineData("see /home/somebody/x", 1)]
    [InlineData("\"/opt/x.y\" and C:\\Users\\x", 2)]
    [InlineData("cp a /mnt/b", 1)]
    [InlineData("/user/creto and https://example.org/home/x and src/opt/x", 0)]
    [InlineData("an escape after a colon:\\n", 0)]
    public void A_path_of_one_machine_is_found(string text, int found) =>
        Assert.Equal(found, Texts.MachinePaths(text).Count());

    [Fact]
    public void Links_are_found_outside_code_alone()
    {
        const string Page =
            """
            [a](docs/a.md#part), ![b](b.png), [c](https://example.org/c), [d](#here)
            ```
            [e](e.md)
            ```
            """;

        Assert.Equal(["docs/a.md", "b.png"], Texts.LocalLinks(Page.ReplaceLineEndings("\n")));
        Assert.Equal(["[e](e.md)"], Texts.FencedLines(Page.ReplaceLineEndings("\n")));
    }
}
