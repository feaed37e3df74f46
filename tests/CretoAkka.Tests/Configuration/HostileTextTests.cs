using System.Globalization;
using CretoAkka.Configuration;
using CretoAkka.Configuration.Hocon;

namespace CretoAkka.Tests.Configuration;

/// <summary>Texts that hang, fool or exhaust a parser that trusts them.</summary>
[Trait("Decision", "D21")]
public sealed class HostileTextTests
{
    // Reading takes milliseconds. The bound only has to tell them from never, on the slowest machine.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private static readonly Dictionary<string, string> Hostile = new()
    {
        ["a list closed by a brace"] = "a = [}",
        ["a list of texts closed by a brace"] = "a = [\"x\" }",
        ["a list left open in a section"] = "a { b = [ 1, 2 }",
        ["a substitution left open"] = "a = ${",
        ["a section left open"] = "creto { circuit-breaker { timeout = 1s }",
        ["two assignments on a line"] = "a=1 b=2",
        ["a substitution of itself"] = "creto.node = ${?creto.node}",
        ["a required substitution of itself"] = "creto.node = ${creto.node}",
        ["two substitutions of each other"] = "creto.node = ${a}\na = ${b}\nb = ${?a}",
        ["a section inside itself"] = "creto { node = ${creto} }",
        ["deep sections"] = string.Concat(Enumerable.Repeat("a {", 1_000_000)),
        ["deep lists"] = "a = " + new string('[', 4_000_000),
        ["deep lists in sections"] = string.Concat(Enumerable.Repeat("a { b = [", 500_000)),
        ["a deep key"] = string.Concat(Enumerable.Repeat("a.", 1_000_000)) + "a = 1",
        ["a deep key of quotes"] = string.Concat(Enumerable.Repeat("\"a\".", 1_000_000)) + "a = 1",
        ["many empty lists"] = "a = " + string.Concat(Enumerable.Repeat("[]", 2_000_000)),
        ["many values"] = string.Concat(Enumerable.Repeat("a = 1\n", 1_000_000)),
        ["closing brackets"] = new string(']', 4_000_000),
        ["closing braces"] = new string('}', 4_000_000),
        ["a quote without end"] = "a = \"" + new string('x', 4_000_000),
        ["substitutions that double thirty times"] = Doubling(30, "y"),
        ["lists that double thirty times"] = Doubling(30, "[1, 2]"),
        ["a chain of ten thousand substitutions"] =
            "creto.node = ${x0}\n" + Lines(0, 10_000, i => Line(i, "{0} = ${{{1}}}", i + 1)),
        ["a text that is too long"] = new string('\n', 17 * 1024 * 1024),
        ["a required substitution of nothing"] = "creto.node = ${no.such.key}",
    };

    public static TheoryData<string> Names => new(Hostile.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_text_is_refused_at_once_and_with_its_place(string name)
    {
        var sentence = await Task.Run(() => Texts.Sentence(Hostile[name])).WaitAsync(Bound);

        Assert.Matches(@"^node\.conf:\d+:\d+: ", sentence);
        Assert.True(sentence.Length < 400, sentence);
    }

    /// <summary>Akka's own parser never returns from some of these; what does not call it cannot wait for it.</summary>
    [Fact]
    public void No_text_reaches_the_parser_that_hangs()
    {
        var sources = Path.Combine(Path.GetDirectoryName(Texts.Shipped("reference.conf"))!, "..", "src", "CretoAkka");
        string[] doors = ["ConfigurationFactory", "HoconParser", "HoconTokenizer", "Parser.Parse("];

        var files = Directory.GetFiles(sources, "*.cs", SearchOption.AllDirectories);
        var calls = files.Where(file => doors.Any(
            door => File.ReadAllText(file).Contains(door, StringComparison.Ordinal)));

        Assert.Contains(files, file => Path.GetFileName(file) == "AkkaHocon.cs");
        Assert.Empty(calls.Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_text_of_blanks_and_comments_is_read_in_linear_time()
    {
        var text = string.Concat(Enumerable.Repeat("   # comment\n", 500_000));

        Assert.Equal(CretoSettings.Reference, await Task.Run(() => Texts.Read(text)).WaitAsync(Bound));
    }

    [Fact]
    public void A_damaged_reference_is_read_or_refused_and_nothing_else()
    {
        var reference = File.ReadAllText(Texts.Shipped("reference.conf"));
        const string Signs = "{}[]=:,\"$?#.\\\n a1-+";
        var random = new Random(20);
        var refused = 0;
        for (var i = 0; i < 2_000; i++)
        {
            var at = random.Next(reference.Length);
            var sign = Signs[random.Next(Signs.Length)].ToString();
            var damaged = random.Next(3) switch
            {
                0 => reference.Remove(at, Math.Min(random.Next(1, 9), reference.Length - at)),
                1 => reference.Insert(at, sign),
                _ => reference[..at] + sign + reference[(at + 1)..],
            };
            refused += Texts.Sentences(damaged).Count > 0 ? 1 : 0;
        }
        Assert.InRange(refused, 200, 1_900);
    }

    [Fact]
    public void Any_text_survives_being_quoted()
    {
        var random = new Random(22);
        for (var i = 0; i < 2_000; i++)
        {
            var most = random.Next(2) == 0 ? 128 : 65_536;
            var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => (char)random.Next(most)));

            var written = $"{HoconText.Segment(text)} {{ {HoconText.Segment(text)} = {HoconText.Value(text)} }}";
            var read = HoconFile.ReadText(written, "t");

            var section = (ObjectExpression)Assert.Single(read.Fields[text]);
            Assert.Equal(text, Assert.IsType<TextExpression>(Assert.Single(section.Fields[text])).Text);
        }
    }

    private static string Doubling(int times, string first) =>
        Lines(1, times, i => Line(i, "{0} = ${{{1}}} ${{{1}}}", i - 1))
        + Line(times, "creto.node = ${{{0}}}", 0) + "x0 = " + first;

    private static string Lines(int first, int count, Func<int, string> line) =>
        string.Concat(Enumerable.Range(first, count).Select(line));

    private static string Line(int number, string format, int other) =>
        string.Format(CultureInfo.InvariantCulture, format, Key(number), Key(other)) + "\n";

    private static string Key(int number) => "x" + number.ToString(CultureInfo.InvariantCulture);
}
