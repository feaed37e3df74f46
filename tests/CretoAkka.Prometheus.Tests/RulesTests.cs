using System.Text.RegularExpressions;
using CretoAkka.Metrics;

namespace CretoAkka.Prometheus.Tests;

/// <summary>Recording rules, alerts, and what the documents say of both and of the metrics.</summary>
[Trait("Decision", "D22")]
public sealed partial class RulesTests
{
    private const int PatienceMilliseconds = 10_000;

    private static readonly string[] AlertNames =
        ["CircuitFlapping", "CircuitOpen", "PeerSuspected", "QueueOverflowing", "QuorumAtRisk", "SafetyAlarm"];

    public static TheoryData<string> Alerts => [.. AlertNames];

    [PromtoolFact]
    public async Task Promtool_accepts_the_rules_and_the_scrape_configuration()
    {
        Assert.Equal(0, (await Promtool.Run("", "check", "rules", PathOf("rules.yml"))).Status);
        Assert.Equal(0, (await Promtool.Run("", "check", "config", PathOf("prometheus.yml"))).Status);
    }

    [PromtoolFact]
    public async Task Each_alert_fires_and_does_not_fire_as_its_cases_say()
    {
        var (status, output) = await Promtool.Run("", "test", "rules", PathOf("rules_test.yml"));
        Assert.True(status == 0, output);
    }

    [Fact]
    public void The_alerts_are_these() => Assert.Equal(
        AlertNames, AlertLine().Matches(Read("rules.yml")).Select(m => m.Groups["name"].Value).Order());

    [Theory]
    [MemberData(nameof(Alerts))]
    public void An_alert_has_a_case_that_fires_and_one_that_does_not(string alert)
    {
        var cases = Read("rules_test.yml").Split("  - name: ")
            .Where(text => text.Contains($"alertname: {alert}\n", StringComparison.Ordinal))
            .Select(text => text.Contains("exp_alerts: []", StringComparison.Ordinal))
            .ToList();

        Assert.Contains(true, cases);
        Assert.Contains(false, cases);
    }

    [Theory]
    [MemberData(nameof(Alerts))]
    public void An_alert_has_its_page_in_the_runbook(string alert)
    {
        var page = Read("runbook.md").Split("\n## ").Single(p => p.StartsWith(alert + "\n", StringComparison.Ordinal));

        Assert.All(
            (string[])["**Means.**", "**Look at.**", "**Do.**", "**Do not.**"],
            part => Assert.Contains(part, page, StringComparison.Ordinal));
        Assert.Contains($"runbook.md#{alert.ToLowerInvariant()}\n", Read("rules.yml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rules.yml")]
    [InlineData("dashboard.json")]
    [InlineData("README.md")]
    [InlineData("runbook.md")]
    public void Every_metric_that_is_named_exists(string file)
    {
        var known = Known().ToHashSet(StringComparer.Ordinal);
        Assert.All(MetricName().Matches(Read(file)).Select(m => m.Value), name => Assert.Contains(name, known));
    }

    [Fact]
    public void Every_metric_is_explained() => Assert.All(
        PeerCatalogue.All.Select(m => m.Name).Concat(NodeCatalogue.All.Select(m => m.Name)),
        name => Assert.Contains($"`{name["circuit_breaker_".Length..]}`", Read("README.md"), StringComparison.Ordinal));

    private static IEnumerable<string> Known() =>
        PeerCatalogue.All.Select(m => m.Name).Concat(NodeCatalogue.All.Select(m => m.Name))
            .Concat(["circuit_breaker_latency", "circuit_breaker_latency_bucket"])
            .Concat(RecordLine().Matches(Read("rules.yml")).Select(m => m.Groups["name"].Value));

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "monitoring", file);

    private static string Read(string file) => File.ReadAllText(PathOf(file)).ReplaceLineEndings("\n");

    [GeneratedRegex("alert: (?<name>\\w+)", RegexOptions.ExplicitCapture, PatienceMilliseconds)]
    private static partial Regex AlertLine();

    [GeneratedRegex("record: \\w+:(?<name>\\w+)", RegexOptions.ExplicitCapture, PatienceMilliseconds)]
    private static partial Regex RecordLine();

    [GeneratedRegex("circuit_breaker_[a-z_]*[a-z]", RegexOptions.None, PatienceMilliseconds)]
    private static partial Regex MetricName();
}
