using System.Text.RegularExpressions;
using CretoAkka.Configuration;

namespace CretoAkka.Documents.Tests;

/// <summary>What the documents say of settings, against <c>reference.conf</c>.</summary>
public sealed partial class KeysTests
{
    private const int PatienceMilliseconds = 10_000;

    // As a reader writes it: below creto.circuit-breaker, or below creto.
    private static readonly string[] Roots = ["creto.", "creto.circuit-breaker.", ""];

    private static readonly Dictionary<string, string> Reference = CretoConfiguration.Reference
        .WithEnvironment(_ => null)
        .Effective()
        .ToDictionary(setting => setting.Key, setting => setting.Value, StringComparer.Ordinal);

    public static TheoryData<string, string> NamedKeys
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var page in Pages.All)
            foreach (var key in KeysOn(page))
                data.Add(page, key);
            return data;
        }
    }

    private static IEnumerable<string> KeysOn(string page) => KeyLine().Matches(WorkingCopy.Read(page))
        .SelectMany(line => Code().Matches(line.Value)).Select(key => key.Groups["code"].Value).Distinct();

    [Fact]
    public void The_readmes_table_has_every_key_with_its_default() => Assert.Equal(
        Reference.Select(setting => (setting.Key, setting.Value)).Order(),
        Row().Matches(WorkingCopy.Read("README.md"))
            .Select(row => ("creto." + row.Groups["key"].Value, row.Groups["value"].Value.Trim('"')))
            .Order());

    [Theory]
    [MemberData(nameof(NamedKeys))]
    public void A_key_that_a_document_names_exists(string page, string key) => Assert.True(
        Roots.Any(root => Reference.ContainsKey(root + key)), $"{page} names {key}.");

    // | `key` | `value` | meaning |
    [GeneratedRegex(
        "^\\| `(?<key>[a-z.-]+)` \\| `(?<value>[^`]*)` \\|", RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        PatienceMilliseconds)]
    private static partial Regex Row();

    [GeneratedRegex("^Keys?: .+$", RegexOptions.Multiline, PatienceMilliseconds)]
    private static partial Regex KeyLine();

    [GeneratedRegex("`(?<code>[^`]+)`", RegexOptions.ExplicitCapture, PatienceMilliseconds)]
    private static partial Regex Code();
}
