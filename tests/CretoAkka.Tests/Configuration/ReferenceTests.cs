using System.Globalization;
using CretoAkka.Configuration;
using CretoAkka.Configuration.Keys;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Latency;

namespace CretoAkka.Tests.Configuration;

[Trait("Decision", "D21")]
public sealed class ReferenceTests
{
    private static readonly string[] Lines = File.ReadAllLines(Texts.Shipped("reference.conf"));

    // For every key another value than the reference's that is valid beside the others of the reference.
    public static readonly TheoryData<string, string> OtherValues = new()
    {
        { "node", "other" },
        { "circuit-breaker.failure-threshold", "7" },
        { "circuit-breaker.timeout", "31s" },
        { "circuit-breaker.half-open-max-calls", "1" },
        { "circuit-breaker.success-threshold", "1" },
        { "circuit-breaker.request-timeout", "11s" },
        { "circuit-breaker.mode", "observe-only" },
        { "circuit-breaker.backoff.factor", "1.5" },
        { "circuit-breaker.backoff.max", "6m" },
        { "circuit-breaker.backoff.jitter", "0.2" },
        { "circuit-breaker.failure-rate.enabled", "on" },
        { "circuit-breaker.failure-rate.rate", "0.6" },
        { "circuit-breaker.failure-rate.min-outcomes", "21" },
        { "circuit-breaker.failure-rate.window", "101" },
        { "circuit-breaker.adaptive-timeout.enabled", "off" },
        { "circuit-breaker.adaptive-timeout.base-timeout", "9s" },
        { "circuit-breaker.adaptive-timeout.percentile", "95" },
        { "circuit-breaker.adaptive-timeout.multiplier", "3" },
        { "circuit-breaker.adaptive-timeout.min-timeout", "200ms" },
        { "circuit-breaker.adaptive-timeout.max-timeout", "29s" },
        { "circuit-breaker.adaptive-timeout.max-samples", "99" },
        { "circuit-breaker.adaptive-timeout.min-samples", "11" },
        { "circuit-breaker.fallback.max-queue-size", "999" },
        { "circuit-breaker.fallback.max-queue-bytes", "2MiB" },
        { "circuit-breaker.fallback.max-total-bytes", "65MiB" },
        { "circuit-breaker.fallback.max-queue-time", "299s" },
        { "circuit-breaker.fallback.max-retries", "0" },
        { "circuit-breaker.fallback.drain-rate", "501" },
        { "circuit-breaker.max-peers", "999" },
        { "session.enabled", "off" },
        { "session.window.messages", "2047" },
        { "session.window.bytes", "129KiB" },
        { "session.min-timeout", "501ms" },
        { "session.keep-alive", "2s" },
        { "session.probe-interval", "2s" },
        { "session.ack", "processed" },
        { "session.failure-rate.enabled", "off" },
        { "session.failure-rate.rate", "0.6" },
        { "session.failure-rate.min-outcomes", "21" },
        { "session.failure-rate.window", "31s" },
        { "quorum.fault-model", "crash" },
        { "quorum.max-open", "2" },
        { "quorum.margin", "0.3" },
        { "quorum.local-isolation-window", "3s" },
        { "quorum.retain-record", "11m" },
        { "quorum.max-unknown-peers", "1" },
        { "quorum.epoch", "1" },
        { "metrics.enabled", "off" },
        { "metrics.max-peers", "999" },
        { "dashboard.allow-control", "on" },
        { "dashboard.token", "another-sixteen-characters" },
        { "dashboard.nodes", "http://127.0.0.1:5080, http://127.0.0.1:5081" },
    };

    [Fact]
    public void Every_key_that_is_known_is_in_the_file_and_in_the_table_of_this_test()
    {
        var known = CretoKeys.All.Select(key => key.Path).Order(StringComparer.Ordinal).ToList();

        Assert.Equal(known, CretoConfiguration.Reference.Effective().Select(s => s.Key["creto.".Length..]));
        Assert.Equal(known, OtherValues.Select(row => (string)row[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_key_and_section_has_a_comment_above_it()
    {
        for (var i = 0; i < Lines.Length; i++)
        {
            var isKey = Lines[i].Trim() is { Length: > 0 } line && line[0] is not ('#' or '}');
            var isRoot = Lines[i] is "creto {" or "akka {" or "  remote {";
            if (isKey && !isRoot)
                Assert.True(Lines[i - 1].TrimStart().StartsWith("# ", StringComparison.Ordinal), Lines[i]);
        }
    }

    [Fact]
    public void The_comment_above_a_key_states_the_range_that_is_checked()
    {
        foreach (var setting in CretoConfiguration.Reference.Effective())
        {
            var expected = CretoKeys.All.Single(key => $"creto.{key.Path}" == setting.Key).Expected;
            var bounds = expected.Split(' ', ',').Where(w => w.Length > 0 && char.IsAsciiDigit(w[0]));
            foreach (var bound in bounds)
                Assert.Contains(bound, CommentAbove(setting.Origin.Line), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(OtherValues))]
    public void No_key_is_dead(string key, string value)
    {
        // A switch that is off hides the section's other keys, so both are on here; and who may control has a token.
        const string On = "creto { circuit-breaker.failure-rate.enabled = on, circuit-breaker.backoff.factor = 2 }\n"
            + "creto.dashboard.token = sixteen-characters\n";
        var before = Texts.Read(key.EndsWith("failure-rate.enabled", StringComparison.Ordinal) ? "" : On);

        var after = Texts.Over(key.EndsWith("failure-rate.enabled", StringComparison.Ordinal) ? "" : On)
            .WithValue($"creto.{key}", value).ToSettings();

        Assert.NotEqual(before, after);
        Assert.Equal(after, after.Validate());
    }

    [Theory]
    [MemberData(nameof(OtherValues))]
    public void A_peer_overrides_each_key_of_the_circuit_breaker_and_no_other(string key, string value)
    {
        var own = key.Replace("circuit-breaker.", "", StringComparison.Ordinal);
        if (PeerKeys.Own.All(k => k.Path != own) || own == key)
            return;
        const string On =
            "creto.circuit-breaker { failure-rate.enabled = on, backoff.factor = 2, peers { other {} } }\n";
        var text = own == "failure-rate.enabled" ? "creto.circuit-breaker.peers.other {}" : On;

        var settings = Texts.Over(text).WithValue($"creto.circuit-breaker.peers.node-2.{own}", value).ToSettings();

        Assert.NotEqual(settings.Default, settings.For("node-2"));
        Assert.Equal(settings.Default, settings.For("other"));
    }

    [Fact]
    public void The_defaults_are_those_of_the_specification()
    {
        var settings = CretoSettings.Reference;

        Assert.Equal(
            CircuitPolicy.Default with { Backoff = new BackoffPolicy(1, TimeSpan.FromMinutes(5), 0) },
            settings.Default.Circuit);
        Assert.Equal((5, TimeSpan.FromSeconds(30), 3, 2), (
            settings.Default.Circuit.FailureThreshold, settings.Default.Circuit.OpenTimeout,
            settings.Default.Circuit.HalfOpenMaxCalls, settings.Default.Circuit.SuccessThreshold));
        Assert.Equal(TimeSpan.FromSeconds(10), settings.Default.RequestTimeout);
        Assert.Equal(AdaptiveTimeoutPolicy.Default, settings.Default.AdaptiveTimeout);
        Assert.Equal((1000, TimeSpan.FromSeconds(300), 3), (
            settings.Fallback.MaxQueueSize, settings.Fallback.MaxQueueTime, settings.Fallback.MaxRetries));
        Assert.Null(settings.Default.CallFailureRate);
    }

    [Fact]
    public void Sessions_are_on_with_their_window_and_their_own_trip_rule()
    {
        var settings = CretoSettings.Reference;

        Assert.True(settings.Default.Session);
        Assert.Equal((2048, 128 * 1024L), (settings.Session.WindowMessages, settings.Session.WindowBytes));
        Assert.Equal(
            new FailureRateRule(0.5, 20, CretoKeys.SessionOutcomes, TimeSpan.FromSeconds(30)),
            settings.Session.FailureRate);
        Assert.False(settings.Session.AcknowledgeProcessed);
    }

    [Fact]
    public void Two_readings_of_one_configuration_are_equal()
    {
        const string Text = "creto.circuit-breaker.peers { a { timeout = 5s }, b { session = off } }";

        Assert.Equal(Texts.Read(Text), Texts.Read(Text));
        Assert.Equal(Texts.Read(Text).GetHashCode(), Texts.Read(Text).GetHashCode());
        Assert.NotEqual(Texts.Read(Text), Texts.Read(Text + "\ncreto.circuit-breaker.peers.a.timeout = 6s"));
    }

    private static string CommentAbove(int line)
    {
        var above = Lines[..(line - 1)].Reverse().TakeWhile(l => l.TrimStart().StartsWith('#')).Reverse();
        return string.Create(CultureInfo.InvariantCulture, $"{line}: {string.Join(' ', above)}");
    }
}
