using Akka.Configuration;
using Akka.Configuration.Hocon;
using CretoAkka.Configuration;

namespace CretoAkka.Tests.Configuration;

[Trait("Decision", "D21")]
public sealed class HoconReaderTests
{
    public static readonly TheoryData<string, string> Forms = new()
    {
        { "a = 5s", "5s" },
        { "a: 5s", "5s" },
        { "a=5s", "5s" },
        { "a =\n  5s", "5s" },
        { "{ a = 5s }", "5s" },
        { "{\n a = 5s,\n}", "5s" },
        { "a = 4s, a = 5s", "5s" },
        { "\"a\" = \"5s\"", "5s" },
        { "a = 5s # comment } ] \" ${", "5s" },
        { "a = 5s // comment", "5s" },
        { "# first\n// second\na = 5s", "5s" },
        { "a = one  two", "one  two" },
        { "a = one \"two three\" four", "one two three four" },
        { "a = \"\"\"raw \\n \"text\" \"\"\"", "raw \\n \"text\" " },
        { "a = \"\"\"ends in a quote\"\"\"\"", "ends in a quote\"" },
        { "a = \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\"", "\"\\/\b\f\n\r\tA" },
        { "\uFEFFa = 5s\r\n", "5s" },
        { "\r\n\r\na = 5s\r\nb = 1\r\n", "5s" },
        { "b { c = 1 }\na = ${b.c}s", "1s" },
        { "a = ${b}\nb = later", "later" },
        { "include = 1\na = 5s", "5s" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_usual_forms_are_read(string text, string expected) =>
        Assert.Equal(expected, Literal(CretoConfiguration.Reference.WithText(text, "t").ToConfig(), "a"));

    [Theory]
    [InlineData("a { b = 1 }\na { c = 2 }", "a.b", "1")]
    [InlineData("a { b = 1 }\na.c = 2", "a.c", "2")]
    [InlineData("a { b = 1 }\na = 5\na { c = 2 }", "a.b", null)]
    [InlineData("x { b = 1, c = 1 }\na = ${x} { c = 2 }", "a.c", "2")]
    [InlineData("x { b = 1, c = 1 }\na = ${x} { c = 2 }", "a.b", "1")]
    [InlineData("a { b = 1, c = ${a.b} }", "a.c", "1")]
    public void Sections_are_laid_over_each_other(string text, string key, string? expected) =>
        Assert.Equal(expected, CretoConfiguration.Reference.WithText(text, "t").ToConfig().GetString(key));

    [Theory]
    [InlineData("a = [1, 2\n3,]", new[] { "1", "2", "3" })]
    [InlineData("a = []", new string[0])]
    [InlineData("x = [1]\na = ${x} [2]", new[] { "1", "2" })]
    [InlineData("a = [\n  \"x y\" # first\n  z\n]", new[] { "x y", "z" })]
    public void Lists_are_read(string text, string[] expected) =>
        Assert.Equal(expected, CretoConfiguration.Reference.WithText(text, "t").ToConfig().GetStringList("a"));

    private const string NoKey = "expected a key, in double quotes where it is not plain, found ";
    private const string NoAppend = "appending by += is not supported: assign the whole list";
    private const string NoEscape = "a \\ in quotes needs one of \" \\ / b f n r t, or u and four hex digits, "
        + "behind it.";

    public static readonly TheoryData<string, string> Malformed = new()
    {
        { "a = [}", "node.conf:1:6: expected a value or ], found \"}\"." },
        { "a = [\"x\" }", "node.conf:1:10: expected a value or ], found \"}\"." },
        { "a { b = [ 1, 2 }", "node.conf:1:16: expected a value or ], found \"}\"." },
        { "a = ${", $"node.conf:1:7: {NoKey}the end of the text." },
        { "a = ${b", "node.conf:1:5: the ${ here is never closed." },
        { "a = ${b c}", "node.conf:1:9: expected }, found \"c\"." },
        { "a = ${}", $"node.conf:1:7: {NoKey}\"}}\"." },
        { "a = $b", "node.conf:1:5: expected ${path}, or the text in double quotes, found \"$\"." },
        { "a {\n  b = 1", "node.conf:1:3: the { here is never closed." },
        { "a = [1, 2", "node.conf:1:5: the [ here is never closed." },
        { "a = \"x", "node.conf:1:5: the quote here is never closed." },
        { "a = \"x\n\"", "node.conf:1:5: the quote here is never closed." },
        { "a = \"\"\"x", "node.conf:1:5: the three quotes here are never closed." },
        { "a = 1 }", "node.conf:1:7: expected a key (there is no { that this would close), found \"}\"." },
        { "a=1 b=2", "node.conf:1:6: expected a value, or the text in double quotes, found \"=\"." },
        { "a = x {}", "node.conf:1:7: expected the end of the line or a comma, found \"{\"." },
        { "a = [1] x", "node.conf:1:9: expected the end of the line or a comma, found \"x\"." },
        { "x = {}\na = ${x} y", "node.conf:2:10: a text, a list and a section cannot be joined on one line." },
        { "a = ${NO_SUCH_KEY}", "node.conf:1:5: ${NO_SUCH_KEY} is neither a key nor an environment variable." },
        { "a = 1\nb {} c {}", "node.conf:2:6: expected the end of the line or a comma, found \"c\"." },
        { "a =", "node.conf:1:4: expected a value for a, found the end of the text." },
        { "a {\n b =\n}", "node.conf:3:1: expected a value for a.b, found \"}\"." },
        { "a", "node.conf:1:2: expected = or { after the key a, found the end of the text." },
        { "= 1", $"node.conf:1:1: {NoKey}\"=\"." },
        { ".a = 1", $"node.conf:1:1: {NoKey}\".\"." },
        { "a. = 1", $"node.conf:1:3: {NoKey}\" \"." },
        { "a..b = 1", $"node.conf:1:3: {NoKey}\".\"." },
        { "a b = 1", "node.conf:1:3: expected = or { after the key a, found \"b\"." },
        { "a += 1", $"node.conf:1:3: expected = ({NoAppend}), found \"+\"." },
        { "a = x:y", "node.conf:1:6: expected a value, or the text in double quotes, found \":\"." },
        { "a = \"\\x\"", $"node.conf:1:6: {NoEscape}" },
        { "a = \"\\u12\"", $"node.conf:1:6: {NoEscape}" },
        { "a = \u0001", "node.conf:1:5: expected a value, or the text in double quotes, found \"\\u0001\"." },
        { "{ a = 1 } b = 2", "node.conf:1:11: expected nothing after the closing }, found \"b\"." },
        { "include \"other.conf\"", "node.conf:1:1: only a file can include a file, here \"other.conf\"." },
        { "\r\n\r\na = [}\r\n", "node.conf:3:6: expected a value or ], found \"}\"." },
        { "\uFEFFa = [}", "node.conf:1:6: expected a value or ], found \"}\"." },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_malformed_text_is_refused_with_its_place(string text, string sentence) =>
        Assert.Equal(sentence, Texts.Sentence(text));

    [Fact]
    public void What_is_read_here_is_what_Akka_reads()
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Texts.Shipped("reference.conf"))!))
        {
            var ours = CretoConfiguration.Reference.WithFile(file).ToConfig();
            var akkas = ConfigurationFactory.ParseString(File.ReadAllText(file))
                .WithFallback(ConfigurationFactory.ParseString(File.ReadAllText(Texts.Shipped("reference.conf"))));

            Assert.Equal(Flat(akkas.Root.GetObject()), Flat(ours.Root.GetObject()));
        }
    }

    // As it is, where GetString would trim it.
    private static string Literal(Config config, string key) =>
        config.Root.GetObject().GetKey(key).Values.OfType<HoconLiteral>().Single().Value;

    private static SortedDictionary<string, string> Flat(HoconObject section, string above = "")
    {
        var flat = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in section.Items)
        {
            if (value.GetObject() is { } inner)
                foreach (var (path, text) in Flat(inner, $"{above}{key}."))
                    flat[path] = text;
            else
                flat[above + key] = value.GetString();
        }
        return flat;
    }
}
