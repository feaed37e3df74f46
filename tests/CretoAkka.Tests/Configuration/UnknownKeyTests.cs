using CretoAkka.Configuration;
using CretoAkka.Configuration.Values;

namespace CretoAkka.Tests.Configuration;

[Trait("Decision", "D21")]
public sealed class UnknownKeyTests
{
    [Theory]
    [InlineData("circuit-breaker.time-out", "circuit-breaker.timeout")]
    [InlineData("circuit-breaker.failure_threshold", "circuit-breaker.failure-threshold")]
    [InlineData("circuit-breaker.max-samples", "circuit-breaker.adaptive-timeout.max-samples")]
    [InlineData("circuit-breaker.peer", "circuit-breaker.peers")]
    [InlineData("cicuit-breaker", "circuit-breaker")]
    [InlineData("session.windows", "session.window")]
    [InlineData("failure-threshold", "circuit-breaker.failure-threshold")]
    [InlineData("metrics.enable", "metrics.enabled")]
    [InlineData("quorum.max-opne", "quorum.max-open")]
    [InlineData("quorum.member", "quorum.members")]
    [InlineData("quorum.max-unknown-peer", "quorum.max-unknown-peers")]
    [InlineData("qourum", "quorum")]
    [InlineData("fault-model", "quorum.fault-model")]
    [InlineData("circuit-breaker.peers.node-2.tiemout", "circuit-breaker.peers.node-2.timeout")]
    [InlineData("circuit-breaker.peers.node-2.adress", "circuit-breaker.peers.node-2.address")]
    [InlineData("circuit-breaker.peers.node-2.backof.max", "circuit-breaker.peers.node-2.backoff")]
    public void An_unknown_key_is_refused_with_the_nearest_known_one(string wrong, string meant)
    {
        var sentence = Texts.Sentence($"creto.{wrong} = 5s");

        Assert.Contains("; expected a known key (did you mean creto.", sentence, StringComparison.Ordinal);
        Assert.EndsWith($"(did you mean creto.{meant}?).", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_section_is_one_problem_whatever_it_holds() => Assert.Equal(
        "node.conf:1:24: creto.circuit-braker is a section; "
        + "expected a known key (did you mean creto.circuit-breaker?).",
        Texts.Sentence("creto { circuit-braker { timeout = 1s, mode = off, backoff { factor = 2 } } }"));

    [Theory]
    [InlineData("circuit-breaker.peers.node-2.fallback.max-retries = 1")]
    [InlineData("circuit-breaker.peers.node-2.max-peers = 1")]
    [InlineData("circuit-breaker.peers.node-2.peers {}")]
    public void A_peer_may_not_say_what_is_the_same_for_all(string assignment) =>
        Assert.Contains("expected a known key", Texts.Sentence($"creto.{assignment}"), StringComparison.Ordinal);

    [Fact]
    public void A_section_that_is_nearly_called_creto_is_found() => Assert.Equal(
        "node.conf:1:8: cretto is a section; expected a known section (did you mean creto?).",
        Texts.Sentence("cretto { circuit-breaker.timeout = 1s }"));

    [Fact]
    public void A_section_that_is_nearly_called_creto_starts_nothing() => Assert.Equal(
        "node.conf:1:8: cretto is a section; expected a known section (did you mean creto?).",
        Assert.Throws<CretoConfigurationException>(() => Texts.Read("cretto { circuit-breaker.timeout = 1s }")).Message);

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("flaw", "lawn", 2)]
    public void The_distance_is_the_number_of_edits(string a, string b, int distance)
    {
        Assert.Equal(distance, NearestKey.Distance(a, b));
        Assert.Equal(distance, NearestKey.Distance(b, a));
    }
}
