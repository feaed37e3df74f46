namespace CretoAkka.Repository.Tests;

public sealed class SourceShapeTests
{
    private static readonly IReadOnlyList<SourceFile> Sources = [.. Repository.Sources()];

    [Fact]
    public void There_are_sources_to_measure()
    {
        Assert.Contains(Sources, s => s.Path == "src/CretoAkka.Core/Circuits/Circuit.cs");
        Assert.Contains(Sources, s => s.Path.EndsWith("/SourceShapeTests.cs", StringComparison.Ordinal));
        Assert.DoesNotContain(Sources, s => s.Path.Contains("/obj/", StringComparison.Ordinal));
    }

    [Fact]
    public void No_file_is_too_long() => Expect.None(SourceShape.TooLong(Sources));

    [Fact]
    public void Nine_files_of_ten_are_short() => Assert.InRange(
        SourceShape.NinetiethPercentile(Sources.Select(s => s.Lines.Count)), 1, SourceShape.UsualLines);

    [Fact]
    public void No_line_is_too_wide() => Expect.None(SourceShape.TooWide(Sources));

    [Fact]
    public void No_method_is_too_long() => Expect.None(SourceShape.MethodTooLong(Sources));

    [Fact]
    public void Nine_methods_of_ten_are_short() => Assert.InRange(
        SourceShape.NinetiethPercentile(Sources.SelectMany(s => s.Methods).Select(m => m.Lines)),
        1, SourceShape.UsualMethodLines);

    [Fact]
    public void Every_namespace_is_its_folder() => Expect.None(SourceShape.InAnotherNamespace(Sources));

    // Await.cs is where tests of real sockets and processes poll for a condition, with a bound.
    [Fact]
    public void Neither_the_cores_nor_the_tests_wait_for_time_to_pass() => Expect.None(SourceShape.WaitingForTime(
        from source in Sources
        where source.Path.StartsWith("tests/", StringComparison.Ordinal)
            || source.Project is "CretoAkka.Core" or "CretoAkka.Pbft"
        where !source.Path.EndsWith("/Await.cs", StringComparison.Ordinal)
        select source));

    [Fact]
    public void A_long_file_is_found() =>
        Assert.Single(SourceShape.TooLong([Made(Lines(200)), Made(Lines(201))]));

    [Fact]
    public void A_wide_line_is_found() =>
        Assert.Single(SourceShape.TooWide([Made("// " + new string('x', 117)), Made("// " + new string('x', 118))]));

    [Theory]
    [InlineData("public void M()", 48, 0)]
    [InlineData("public void M()", 49, 1)]
    [InlineData("[A]\n/// <summary>x</summary>\nvoid M()", 48, 0)]
    [InlineData("public C()", 49, 1)]
    [InlineData("public int P { get", 49, 1)]
    [InlineData("public static C operator +(C a, C b)", 49, 1)]
    public void A_long_method_is_found(string signature, int statements, int found)
    {
        var end = signature.Contains("get", StringComparison.Ordinal) ? " }" : "";
        var source = $$"""
            class C
            {
            {{signature}} {
            {{string.Concat(Enumerable.Repeat("F();\n", statements))}}}{{end}}
            }
            """;

        Assert.Equal(found, SourceShape.MethodTooLong([Made(source)]).Count());
    }

    [Theory]
    [InlineData("src/CretoAkka/PeerId.cs", "namespace CretoAkka;", 0)]
    [InlineData("src/CretoAkka/Peers/A.cs", "namespace CretoAkka.Peers; class A;", 0)]
    [InlineData("src/CretoAkka/Peers/A.cs", "namespace CretoAkka; class A;", 1)]
    [InlineData("src/CretoAkka.Core/A.cs", "namespace CretoAkka { class A; }", 1)]
    [InlineData("src/CretoAkka/A.cs", "class A;", 1)]
    [InlineData("src/CretoAkka.Node/Program.cs", "return 0;", 0)]
    [InlineData("src/samples/BareNode/Program.cs", "return 0; class A;", 0)]
    public void A_namespace_that_is_not_its_folder_is_found(string path, string source, int found) =>
        Assert.Equal(found, SourceShape.InAnotherNamespace([new SourceFile(path, source)]).Count());

    [Theory]
    [InlineData("Thread.Sleep(1)", 1)]
    [InlineData("await Task.Delay(1)", 1)]
    [InlineData("await System.Threading.Tasks.Task.Delay(TimeSpan.Zero)", 1)]
    [InlineData("Delay(1)", 0)]
    [InlineData("Say(\"Task.Delay(1)\")", 0)]
    public void A_wait_for_time_is_found(string statement, int found) =>
        Assert.Equal(found, SourceShape.WaitingForTime([Made($"class C {{ void M() {{ {statement}; }} }}")]).Count());

    private static SourceFile Made(string text) => new("src/Made/Up.cs", text);

    private static string Lines(int count) => string.Concat(Enumerable.Repeat("// x\n", count));
}
