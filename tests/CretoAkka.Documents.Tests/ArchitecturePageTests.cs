using System.Text.RegularExpressions;

namespace CretoAkka.Documents.Tests;

/// <summary>What the page on the architecture names is in the sources.</summary>
public sealed partial class ArchitecturePageTests
{
    private const int PatienceMilliseconds = 10_000;
    private const string Page = "docs/architecture.md";

    private static readonly IReadOnlyList<string> Sources =
        [.. WorkingCopy.FilesIn("src", ".cs").Select(WorkingCopy.Read)];

    public static TheoryData<string> Names => [.. NamesIn(WorkingCopy.Read(Page)).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_type_that_is_named_exists_and_has_the_member(string name) => Assert.True(
        Exists(name), $"{Page} names {name}, which is nowhere in src.");

    [Fact]
    public void Every_decision_has_a_place()
    {
        var page = WorkingCopy.Read(Page);
        var named = Range().Matches(page).SelectMany(range => Enumerable.Range(
            Number(range, "first"), Math.Max(1, Number(range, "last") - Number(range, "first") + 1)));
        Assert.Equal(Enumerable.Range(1, 22), named.Distinct().Order());
    }

    [Theory]
    [InlineData("PeerCircuits", true)]
    [InlineData("PeerCircuits.Send", true)]
    [InlineData("CircuitGate.Admit", true)]
    [InlineData("PeerCircuit.Admit", false)]
    [InlineData("CircuitBroker", false)]
    [InlineData("Peer", false)]
    public void A_name_that_is_nowhere_is_found(string name, bool exists) => Assert.Equal(exists, Exists(name));

    private static bool Exists(string name)
    {
        var (type, member) = name.Split('.') is [var first, var second] ? (first, second) : (name, null);
        var declaration = new Regex(
            $@"\b(class|struct|interface|enum|record)\s+{type}\b", RegexOptions.ExplicitCapture,
            TimeSpan.FromMilliseconds(PatienceMilliseconds));
        return Sources.Any(source => declaration.IsMatch(source) && (member is null || Word(member).IsMatch(source)));
    }

    private static Regex Word(string word) => new(
        $@"\b{word}\b", RegexOptions.ExplicitCapture, TimeSpan.FromMilliseconds(PatienceMilliseconds));

    private static int Number(Match range, string group) => range.Groups[group].Success
        ? int.Parse(range.Groups[group].Value, System.Globalization.CultureInfo.InvariantCulture)
        : 0;

    private static IEnumerable<string> NamesIn(string markdown) =>
        Code().Matches(markdown).Select(code => code.Groups["name"].Value);

    // A name in backticks that begins with a capital: a type, perhaps with a member.
    [GeneratedRegex(@"`(?<name>[A-Z]\w+(\.[A-Z]\w+)?)`", RegexOptions.ExplicitCapture, PatienceMilliseconds)]
    private static partial Regex Code();

    [GeneratedRegex(@"\bD(?<first>\d+)(-D(?<last>\d+))?\b", RegexOptions.ExplicitCapture, PatienceMilliseconds)]
    private static partial Regex Range();
}
