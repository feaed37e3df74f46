using CretoAkka.Configuration;

namespace CretoAkka.Tests.Configuration;

[Trait("Decision", "D21")]
public sealed class FileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_includes_another_relative_to_itself()
    {
        _folder.Write("common/timeouts.conf", "include \"more/thresholds.conf\"\ncircuit-breaker.timeout = 7s");
        _folder.Write("common/more/thresholds.conf", "circuit-breaker.failure-threshold = 9");
        var file = _folder.Write("node.conf", "creto {\n  include \"common/timeouts.conf\"\n}");

        var settings = CretoSettings.Load(file).Default.Circuit;

        Assert.Equal((TimeSpan.FromSeconds(7), 9), (settings.OpenTimeout, settings.FailureThreshold));
    }

    [Theory]
    [InlineData("include \"other.conf\"")]
    [InlineData("include   \"other.conf\"")]
    [InlineData("include file(\"other.conf\")")]
    [InlineData("include required(\"other.conf\")")]
    [InlineData("include required(file(\"other.conf\"))")]
    public void An_include_may_be_written_in_four_ways(string include)
    {
        _folder.Write("other.conf", "creto.node = other");

        Assert.Equal("other", CretoSettings.Load(_folder.Write("node.conf", include)).Node);
    }

    [Fact]
    public void A_substitution_in_an_included_file_is_looked_for_beside_it_first()
    {
        _folder.Write("part.conf", "own = inner\nnode = ${own}");

        var config = CretoConfiguration.Reference
            .WithFile(_folder.Write("node.conf", "own = outer\nx {\n  include \"part.conf\"\n}")).ToConfig();

        Assert.Equal("inner", config.GetString("x.node"));
    }

    [Fact]
    public void What_comes_after_an_include_wins_over_it()
    {
        _folder.Write("other.conf", "creto.node = other");

        var before = _folder.Write("a.conf", "include \"other.conf\"\ncreto.node = mine");
        var after = _folder.Write("b.conf", "creto.node = mine\ninclude \"other.conf\"");

        Assert.Equal("mine", CretoSettings.Load(before).Node);
        Assert.Equal("other", CretoSettings.Load(after).Node);
    }

    [Fact]
    public void A_file_that_includes_itself_is_refused()
    {
        _folder.Write("b.conf", "\ninclude \"a.conf\"");
        var file = _folder.Write("a.conf", "include \"b.conf\"");

        var problem = Assert.Single(CretoConfiguration.Reference.Check(file));

        Assert.Equal((Path.Combine(_folder.Path, "b.conf"), 2), (problem.Origin.Source, problem.Origin.Line));
        Assert.EndsWith("includes itself.", problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_include_more_and_more_files_are_refused()
    {
        for (var i = 0; i < 8; i++)
            _folder.Write($"{i}.conf", string.Concat(Enumerable.Repeat($"include \"{i + 1}.conf\"\n", 20)));
        _folder.Write("8.conf", "a = 1");

        Assert.Contains("at most 1000 files", Refusal(Path.Combine(_folder.Path, "0.conf")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("include \"missing.conf\"", "there is no file ")]
    [InlineData("include url(\"http://localhost/\")", "expected the name of a file in double quotes after include")]
    [InlineData("include missing.conf", "expected the name of a file in double quotes after include")]
    [InlineData("include file(\"missing.conf\"", "expected )")]
    public void A_wrong_include_is_refused_where_it_is_written(string include, string why)
    {
        var file = _folder.Write("node.conf", "\n" + include);

        var problem = Assert.Single(CretoConfiguration.Reference.Check(file));

        Assert.Contains(why, problem.Sentence, StringComparison.Ordinal);
        Assert.Equal((file, 2), (problem.Origin.Source, problem.Origin.Line));
    }

    [Fact]
    public void A_problem_in_an_included_file_names_that_file()
    {
        var other = _folder.Write("other.conf", "\n\ncreto.circuit-breaker.timeout = 30");

        var file = _folder.Write("node.conf", "include \"other.conf\"");

        var sentence = Assert.Single(CretoConfiguration.Reference.Check(file)).Sentence;

        Assert.StartsWith($"{other}:3:33: creto.circuit-breaker.timeout is 30; ", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_refused()
    {
        var file = Path.Combine(_folder.Path, "missing.conf");

        Assert.StartsWith($"{file}: there is no file ", Refusal(file), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_no_file() =>
        Assert.Contains("cannot be read", Refusal(_folder.Path), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void What_cannot_be_a_files_name_is_refused(string name) =>
        Assert.Contains("is not the name of a file", Refusal(name), StringComparison.Ordinal);

    [Theory]
    [InlineData(new byte[] { 0x61, 0x3d, 0xff, 0xfe })]
    [InlineData(new byte[] { 0xff, 0xfe, 0x61, 0x00 })]
    public void Bytes_that_are_no_text_are_refused(byte[] bytes) =>
        Assert.Contains("is not UTF-8 text", Refusal(_folder.Write("node.conf", bytes)), StringComparison.Ordinal);

    [Fact]
    public void A_byte_order_mark_and_both_line_endings_make_no_difference()
    {
        var text = File.ReadAllText(Texts.Shipped("demo.conf"));
        byte[] marked = [0xef, 0xbb, 0xbf, .. System.Text.Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"))];

        Assert.Equal(
            CretoSettings.Load(Texts.Shipped("demo.conf")), CretoSettings.Load(_folder.Write("node.conf", marked)));
    }

    [Fact]
    public void Files_are_laid_over_each_other_in_the_order_in_which_they_are_given()
    {
        var low = _folder.Write("low.conf", "creto { node = low, circuit-breaker.timeout = 7s }");
        var high = _folder.Write("high.conf", "creto.node = high");

        var settings = CretoSettings.Load(low, high);

        Assert.Equal(("high", TimeSpan.FromSeconds(7)), (settings.Node, settings.Default.Circuit.OpenTimeout));
    }

    [Fact]
    public void No_file_at_all_is_the_reference() => Assert.Equal(CretoSettings.Reference, CretoSettings.Load());

    private static string Refusal(string file) =>
        Assert.Throws<CretoConfigurationException>(() => CretoSettings.Load(file)).Message;
}
