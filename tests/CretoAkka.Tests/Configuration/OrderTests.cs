namespace CretoAkka.Tests.Configuration;

[Trait("Decision", "D21")]
public sealed class OrderTests
{
    public static readonly TheoryData<string, string> Broken = new()
    {
        { "circuit-breaker.adaptive-timeout { min-timeout = 5s, base-timeout = 5s, max-timeout = 4s }", "max-timeout" },
        { "circuit-breaker.adaptive-timeout { min-timeout = 11s }", "base-timeout" },
        { "circuit-breaker.adaptive-timeout { base-timeout = 31s }", "max-timeout" },
        { "circuit-breaker.adaptive-timeout { min-samples = 101 }", "max-samples" },
        { "circuit-breaker.failure-rate { min-outcomes = 101 }", "window" },
        { "circuit-breaker { timeout = 6m, backoff.factor = 2 }", "backoff.max" },
        { "circuit-breaker.timeout = 900ms", "probe-interval" },
        { "session.min-timeout = 31s", "max-timeout" },
        { "circuit-breaker.fallback.max-queue-bytes = 65MiB", "max-total-bytes" },
        { "session.keep-alive = 3s, quorum.members.a = 1", "creto.quorum.local-isolation-window (reference.conf:" },
        { "quorum { members.a = 1, local-isolation-window = 999ms }", "creto.session.keep-alive (reference.conf:" },
        { "node = b, quorum.members { a = 1, c = 1 }", "creto.node is b; expected the name of a member" },
        { "circuit-breaker { max-peers = 1, peers { a {}, b {} } }", "2, the number of peers that are configured" },
        { "circuit-breaker.peers.a.timeout = 900ms", "session.probe-interval" },
        { "circuit-breaker.peers.a { adaptive-timeout.min-samples = 101 }", "creto.circuit-breaker.adaptive-timeout" },
        { "circuit-breaker.peers.a { adaptive-timeout.base-timeout = 90ms }", "min-timeout" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Keys_that_contradict_each_other_are_refused_and_both_are_named(string assignment, string other)
    {
        var sentences = Texts.Sentences($"creto {{ {assignment} }}");

        Assert.NotEmpty(sentences);
        Assert.Contains(sentences, s => s.Contains(other, StringComparison.Ordinal));
        Assert.All(sentences, s => Assert.StartsWith("node.conf:1:", s, StringComparison.Ordinal));
    }

    [Fact]
    public void The_blame_is_on_what_was_written_and_not_on_the_default() => Assert.StartsWith(
        "node.conf:1:54: creto.circuit-breaker.adaptive-timeout.max-samples is 9; "
        + "expected at least 10, which is creto.circuit-breaker.adaptive-timeout.min-samples (reference.conf:",
        Texts.Sentence("creto.circuit-breaker.adaptive-timeout.max-samples = 9"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("circuit-breaker { timeout = 6m }")]
    [InlineData("circuit-breaker { timeout = 5m, backoff.factor = 2 }")]
    [InlineData("circuit-breaker { timeout = 900ms }, session.enabled = off")]
    [InlineData("circuit-breaker.peers.a { timeout = 900ms, session = off }")]
    [InlineData("circuit-breaker.adaptive-timeout { min-timeout = 10s, max-timeout = 10s }")]
    [InlineData("circuit-breaker.adaptive-timeout.enabled = off, session.min-timeout = 31s")]
    [InlineData("circuit-breaker { success-threshold = 5, half-open-max-calls = 3 }")]
    [InlineData("session.keep-alive = 3s")]
    [InlineData("quorum.local-isolation-window = 1ms")]
    [InlineData("quorum { members.a = 1, local-isolation-window = 1s }")]
    [InlineData("node = a, quorum.members { a = 1, c = 1 }")]
    [InlineData("node = b")]
    [InlineData("quorum.members { a = 1 }")]
    [InlineData("quorum { members { a = 1, b = 1 }, max-open = 3 }")]
    [InlineData("circuit-breaker { max-peers = 2, peers { a {}, b {} } }")]
    public void What_does_not_contradict_is_accepted(string assignment) =>
        Assert.Empty(Texts.Sentences($"creto {{ {assignment} }}"));

    [Fact]
    public void Too_short_a_window_is_said_once_with_any_number_of_peers() =>
        Assert.Single(Texts.Sentences("""
            creto {
              session { enabled = off, keep-alive = 3s }
              quorum.members { a = 1 }
              circuit-breaker.peers { b { session = on }, c { session = on } }
            }
            """));

    [Fact]
    public void What_is_wrong_for_all_is_not_said_again_for_each_peer() =>
        Assert.Single(Texts.Sentences(
            "creto.circuit-breaker { adaptive-timeout.min-samples = 101, peers { a {}, b { timeout = 9s } } }"));
}
