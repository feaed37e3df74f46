using CretoAkka.Configuration;

namespace CretoAkka.Tests.Configuration;

/// <summary>One row a rule: what is written, and what the sentence says beside file, key and value.</summary>
[Trait("Decision", "D21")]
public sealed class ValueRefusalTests
{
    private const string DurationRange = "a duration with its unit from 1ms to 1d";
    private const string AnyLong = "a whole number from 0 to 9223372036854775807";
    private const string Weight = "a whole number from 1 to 9223372036854775807";

    public static readonly TheoryData<string, string, string> Wrong = new()
    {
        { "circuit-breaker.timeout", "30", DurationRange + " (did you mean 30s or 30ms?)" },
        { "circuit-breaker.timeout", "0", DurationRange },
        { "circuit-breaker.timeout", "0s", DurationRange },
        { "circuit-breaker.timeout", "-30s", DurationRange },
        { "circuit-breaker.timeout", "infinite", DurationRange },
        { "circuit-breaker.timeout", "Infinity", DurationRange },
        { "circuit-breaker.timeout", "\"\"", DurationRange },
        { "circuit-breaker.timeout", "null", DurationRange },
        { "circuit-breaker.timeout", "30 parsecs", DurationRange },
        { "circuit-breaker.timeout", "1e3s", DurationRange },
        { "circuit-breaker.timeout", "\"1,5s\"", DurationRange },
        { "circuit-breaker.timeout", "25h", DurationRange },
        { "circuit-breaker.timeout", "9999999999999999999999d", DurationRange },
        { "circuit-breaker.timeout", "0.5ns", DurationRange },
        { "circuit-breaker.timeout", "[30s]", DurationRange },
        { "circuit-breaker.timeout", "{ seconds = 30 }", DurationRange },
        { "circuit-breaker.request-timeout", "0ms", DurationRange },
        { "circuit-breaker.failure-threshold", "0", "a whole number from 1 to 1000000" },
        { "circuit-breaker.failure-threshold", "-1", "a whole number from 1 to 1000000" },
        { "circuit-breaker.failure-threshold", "2.5", "a whole number from 1 to 1000000" },
        { "circuit-breaker.failure-threshold", "five", "a whole number from 1 to 1000000" },
        { "circuit-breaker.failure-threshold", "\"1 000\"", "a whole number from 1 to 1000000" },
        { "circuit-breaker.failure-threshold", "99999999999", "a whole number from 1 to 1000000" },
        { "circuit-breaker.half-open-max-calls", "0", "a whole number from 1 to 1000000" },
        { "circuit-breaker.success-threshold", "0", "a whole number from 1 to 1000000" },
        { "circuit-breaker.mode", "auto", "automatic, observe-only or off" },
        { "circuit-breaker.mode", "observe_only", "automatic, observe-only or off (did you mean observe-only?)" },
        { "circuit-breaker.mode", "forced-open", "automatic, observe-only or off" },
        { "circuit-breaker.backoff.factor", "0.9", "a number from 1 to 100" },
        { "circuit-breaker.backoff.factor", "NaN", "a number from 1 to 100" },
        { "circuit-breaker.backoff.factor", "Infinity", "a number from 1 to 100" },
        { "circuit-breaker.backoff.max", "0s", DurationRange },
        { "circuit-breaker.backoff.jitter", "1", "a number from 0 and below 1" },
        { "circuit-breaker.backoff.jitter", "-0.1", "a number from 0 and below 1" },
        { "circuit-breaker.failure-rate.enabled", "maybe", "on, off, true, false, yes or no" },
        { "circuit-breaker.failure-rate.rate", "0", "a number above 0 to 1" },
        { "circuit-breaker.failure-rate.rate", "50%", "a number above 0 to 1" },
        { "circuit-breaker.failure-rate.rate", "1.01", "a number above 0 to 1" },
        { "circuit-breaker.failure-rate.rate", "\"0,5\"", "a number above 0 to 1 (did you mean 0.5?)" },
        { "circuit-breaker.failure-rate.min-outcomes", "0", "a whole number from 1 to 10000" },
        { "circuit-breaker.failure-rate.window", "10001", "a whole number from 1 to 10000" },
        { "circuit-breaker.adaptive-timeout.percentile", "0", "a number above 0 to 100" },
        { "circuit-breaker.adaptive-timeout.percentile", "100.1", "a number above 0 to 100" },
        { "circuit-breaker.adaptive-timeout.multiplier", "0.99", "a number from 1 to 100" },
        { "circuit-breaker.adaptive-timeout.max-samples", "0", "a whole number from 1 to 10000" },
        { "circuit-breaker.adaptive-timeout.min-samples", "0", "a whole number from 1 to 10000" },
        { "circuit-breaker.fallback.max-queue-size", "0", "a whole number from 1 to 1000000" },
        { "circuit-breaker.fallback.max-queue-bytes", "128KB", "(KiB, kB, MiB, MB) (did you mean 128KiB or 128kB?)" },
        { "circuit-breaker.fallback.max-queue-bytes", "0", "a size from 1KiB to 64GiB" },
        { "circuit-breaker.fallback.max-queue-bytes", "-1MiB", "a size from 1KiB to 64GiB" },
        { "circuit-breaker.fallback.max-queue-bytes", "9999999999999GiB", "a size from 1KiB to 64GiB" },
        { "circuit-breaker.fallback.max-queue-bytes", "1024.5", "a size from 1KiB to 64GiB" },
        { "circuit-breaker.fallback.max-queue-bytes", "2 furlongs", "a size from 1KiB to 64GiB" },
        { "circuit-breaker.fallback.max-queue-time", "300", "(did you mean 300s or 300ms?)" },
        { "circuit-breaker.fallback.max-retries", "-1", "a whole number from 0 to 1000" },
        { "circuit-breaker.fallback.drain-rate", "0", "a whole number from 1 to 1000000" },
        { "circuit-breaker.max-peers", "0", "a whole number from 1 to 1000000" },
        { "session.window.messages", "0", "a whole number from 1 to 65536" },
        { "session.window.bytes", "10B", "a size from 1KiB to 64MiB" },
        { "session.ack", "handed", "handed-over or processed" },
        { "session.failure-rate.min-outcomes", "513", "a whole number from 1 to 512" },
        { "session.failure-rate.window", "20", "(did you mean 20s or 20ms?)" },
        { "metrics.max-peers", "0", "a whole number from 1 to 100000" },
        { "quorum", "on", "a section in { }" },
        { "quorum.fault-model", "byzantin", "byzantine or crash (did you mean byzantine?)" },
        { "quorum.fault-model", "1", "byzantine or crash" },
        { "quorum.max-open", "-1", "auto or " + AnyLong },
        { "quorum.max-open", "1.5", "auto or " + AnyLong },
        { "quorum.max-open", "Auto", "auto or " + AnyLong + " (did you mean auto?)" },
        { "quorum.max-open", "\"\"", "auto or " + AnyLong },
        { "quorum.max-open", "null", "auto or " + AnyLong },
        { "quorum.max-open", "9223372036854775808", "auto or " + AnyLong },
        { "quorum.max-open", "[auto]", "auto or " + AnyLong },
        { "quorum.margin", "1.01", "a number from 0 to 1" },
        { "quorum.margin", "-0.1", "a number from 0 to 1" },
        { "quorum.margin", "NaN", "a number from 0 to 1" },
        { "quorum.margin", "20%", "a number from 0 to 1" },
        { "quorum.margin", "\"0,2\"", "a number from 0 to 1 (did you mean 0.2?)" },
        { "quorum.local-isolation-window", "2", DurationRange + " (did you mean 2s or 2ms?)" },
        { "quorum.local-isolation-window", "0s", DurationRange },
        { "quorum.retain-record", "10", DurationRange + " (did you mean 10s or 10ms?)" },
        { "quorum.retain-record", "25h", DurationRange },
        { "quorum.max-unknown-peers", "-1", "a whole number from 0 to 1000000" },
        { "quorum.max-unknown-peers", "1000001", "a whole number from 0 to 1000000" },
        { "quorum.epoch", "-1", AnyLong },
        { "quorum.epoch", "1e3", AnyLong },
        { "quorum.epoch", "auto", AnyLong },
        { "quorum.members", "[node-1, node-2]", "a section with a weight for each member" },
        { "quorum.members", "auto", "a section with a weight for each member" },
        { "quorum.members.node-1", "0", Weight },
        { "quorum.members.node-1", "-1", Weight },
        { "quorum.members.node-1", "1.5", Weight },
        { "quorum.members.node-1", "1.0", Weight },
        { "quorum.members.node-1", "1e99", Weight },
        { "quorum.members.node-1", "9223372036854775808", Weight },
        { "quorum.members.node-1", "NaN", Weight },
        { "quorum.members.node-1", "null", Weight },
        { "quorum.members.node-1", "on", Weight },
        { "quorum.members.node-1", "\"\"", Weight },
        { "quorum.members.node-1", "[1]", Weight },
        { "quorum.members.node-1", "{ weight = 1 }", Weight },
        { "circuit-breaker.peers.node-2.timeout", "30", DurationRange + " (did you mean 30s or 30ms?)" },
        { "circuit-breaker.peers.node-2.adaptive-timeout.percentile", "101", "a number above 0 to 100" },
        { "circuit-breaker.peers.node-2.address", "node-2", "the full path of an actor" },
        { "circuit-breaker.peers.node-2.address", "\"akka.tcp://sys@host/user/a\"", "the full path of an actor" },
        { "circuit-breaker.peers.node-2.address", "\"akka.tcp://sys@host:1\"", "the full path of an actor" },
        { "circuit-breaker.peers.node-2.session", "1", "on, off, true, false, yes or no" },
        { "circuit-breaker.peers.node-2", "on", "a section in { }" },
        { "circuit-breaker.peers", "[a, b]", "a section with a section for each peer" },
        { "circuit-breaker.backoff", "on", "a section in { }" },
        { "session", "off", "a section in { }" },
        { "node", "[a]", "a text of at most 256 characters" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_value_is_refused_in_one_sentence_with_file_key_and_expectation(
        string key, string value, string expected)
    {
        var sentence = Texts.Sentence($"\ncreto.{key} = {value}");

        Assert.StartsWith("node.conf:2:", sentence, StringComparison.Ordinal);
        Assert.Contains($": creto.{key} is ", sentence, StringComparison.Ordinal);
        Assert.Contains($"; expected {(expected[0] == '(' ? "" : expected)}", sentence, StringComparison.Ordinal);
        Assert.Contains(expected, sentence, StringComparison.Ordinal);
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', sentence);
    }

    [Fact]
    public void The_sentence_is_this_one() => Assert.Equal(
        "node.conf:2:13: creto.circuit-breaker.timeout is 30; "
        + "expected a duration with its unit from 1ms to 1d (did you mean 30s or 30ms?).",
        Texts.Sentence("creto.circuit-breaker {\n  timeout = 30\n}"));

    [Fact]
    public void What_a_terminal_would_act_on_is_escaped_and_a_long_value_shortened()
    {
        var sentence = Texts.Sentence($"creto.session.ack = \"\"\"\u001b[31m\u202e\n{new string('x', 5000)}\"\"\"");

        Assert.Contains("\"\\u001b[31m\\u202e\\u000axxx", sentence, StringComparison.Ordinal);
        Assert.True(sentence.Length < 300, sentence);
    }

    [Fact]
    public void A_text_for_a_section_as_large_as_the_whole_is_refused() => Assert.Equal(
        "node.conf:1:9: creto is on; expected a section in { }.", Texts.Sentence("creto = on"));

    [Fact]
    public void The_exception_is_one_that_Akka_users_catch_and_holds_every_problem()
    {
        var exception = Assert.Throws<CretoConfigurationException>(() =>
            Texts.Read("creto.circuit-breaker {\n timeout = 30\n failure-threshold = 0\n tiemout = 1s\n}"));

        Assert.IsAssignableFrom<Akka.Configuration.ConfigurationException>(exception);
        Assert.Equal(3, exception.Problems.Length);
        Assert.Equal([2, 3, 4], exception.Problems.Select(p => p.Origin.Line));
        Assert.Equal(exception.Problems[0].Sentence, exception.Message);
    }

    [Fact]
    public void Problems_are_bounded()
    {
        var text = "creto {\n" + string.Join(" = 1\n", Enumerable.Range(0, 5000)) + " = 1\n}";

        Assert.Equal(100, Texts.Sentences(text).Count);
    }
}
