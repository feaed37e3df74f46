using System.Text.RegularExpressions;

namespace CretoAkka.Documents.Tests;

/// <summary>Links between the pages, and from them to files.</summary>
public sealed partial class LinksTests
{
    private const int PatienceMilliseconds = 10_000;

    public static TheoryData<string, string> Links
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var page in Pages.All)
            foreach (var target in TargetsOf(WorkingCopy.Read(page)).Distinct(StringComparer.Ordinal))
                data.Add(page, target);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Links))]
    public void A_link_leads_somewhere(string page, string target) => Assert.True(
        Resolves(page, target), $"{page} links to {target}.");

    [Fact]
    public void A_link_that_leads_nowhere_is_found()
    {
        Assert.False(Resolves("docs/semantics.md", "nowhere.md"));
        Assert.False(Resolves("docs/semantics.md", "#no-such-heading"));
        Assert.False(Resolves("README.md", "docs/semantics.md#no-such-heading"));
        Assert.True(Resolves("docs/semantics.md", "../README.md#defaults"));
    }

    /// <summary>What the specification refers to is there to read on.</summary>
    [Theory]
    [InlineData("https://github.com/Netflix/Hystrix/wiki")]
    [InlineData("https://martinfowler.com/bliki/CircuitBreaker.html")]
    [InlineData("https://resilience4j.readme.io/docs/circuitbreaker")]
    [InlineData("https://docs.microsoft.com/en-us/azure/architecture/patterns/circuit-breaker")]
    public void What_the_pattern_was_learned_from_is_named(string address) =>
        Assert.Contains($"]({address})", WorkingCopy.Read("docs/semantics.md"), StringComparison.Ordinal);

    [Fact]
    public void A_link_out_of_the_documents_is_an_address_and_encrypted() => Assert.All(
        Pages.All.SelectMany(page => Link().Matches(WorkingCopy.Read(page)))
            .Select(link => link.Groups["target"].Value)
            .Where(target => target.Contains("://", StringComparison.Ordinal)),
        target => Assert.Equal(Uri.UriSchemeHttps, new Uri(target).Scheme));

    private static bool Resolves(string page, string target)
    {
        if (target.Split('#', 2) is not [var path, .. var heading])
            return false;
        var file = path.Length == 0
            ? Path.Combine(WorkingCopy.Root, page)
            : Path.GetFullPath(Path.Combine(WorkingCopy.Root, Path.GetDirectoryName(page)!, path));
        return heading is [var anchor]
            ? File.Exists(file) && Anchors(File.ReadAllText(file)).Contains(anchor, StringComparer.Ordinal)
            : Path.Exists(file);
    }

    private static IEnumerable<string> TargetsOf(string markdown) =>
        Link().Matches(markdown).Select(link => link.Groups["target"].Value)
            .Where(target => !target.StartsWith("http", StringComparison.Ordinal));

    // As the common renderers make them: lower case, words by hyphens, no other marks.
    private static IEnumerable<string> Anchors(string markdown) =>
        Heading().Matches(markdown).Select(heading => string.Concat(
            heading.Groups["title"].Value.ToLowerInvariant().Replace(' ', '-')
                .Where(c => char.IsLetterOrDigit(c) || c is '-' or '_')));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, PatienceMilliseconds)]
    private static partial Regex Link();

    [GeneratedRegex(
        @"^#+ (?<title>.+?)\r?$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, PatienceMilliseconds)]
    private static partial Regex Heading();
}
