using Akka.Configuration;
using CretoAkka.Configuration;

namespace CretoAkka.Tests.Configuration;

/// <summary>What is written outside the section that it belongs to is refused by nobody, and changes nothing.</summary>
[Trait("Decision", "D21")]
public sealed class StraySectionTests
{
    [Theory]
    [InlineData("circuit-breaker.timeout = 3s", 27, "circuit-breaker.timeout", "3s", "circuit-breaker.timeout")]
    [InlineData("circuit-breaker { tiemout = 3s }", 29, "circuit-breaker.tiemout", "3s", "circuit-breaker.timeout")]
    [InlineData(
        "circuit-breaker.peers.node-2.timeout = 3s", 40, "circuit-breaker.peers.node-2.timeout", "3s",
        "circuit-breaker.peers.node-2.timeout")]
    [InlineData("quorum.members { a = 1 }", 22, "quorum.members.a", "1", "quorum.members.a")]
    [InlineData("session.enabled = off", 19, "session.enabled", "off", "session.enabled")]
    [InlineData("dashboard.token = secret", 19, "dashboard.token", "\"***\"", "dashboard.token")]
    public void A_section_of_creto_outside_it_is_a_warning_with_the_key_that_was_meant(
        string text, int column, string key, string value, string meant)
    {
        var configuration = Texts.Over(text);

        Assert.Equal(
            $"node.conf:1:{column}: {key} is {value}; expected this inside the section creto, "
            + $"for outside it nothing reads it (did you mean creto.{meant}?).",
            Assert.Single(configuration.Warnings()).Sentence);
        Assert.Empty(configuration.Check());
    }

    [Fact]
    public void Each_section_is_one_warning_at_its_first_value() => Assert.Equal(
        [("circuit-breaker.timeout", 2), ("session.keep-alive", 1)],
        Texts.Over("session { keep-alive = 1s }\ncircuit-breaker { timeout = 1s, mode = off }").Warnings()
            .Select(warning => (warning.Key!, warning.Origin.Line)));

    [Theory]
    [InlineData("")]
    [InlineData("creto.circuit-breaker.timeout = 3s")]
    [InlineData("app { circuit-breaker.timeout = 3s }")]
    [InlineData("session = mine")]
    [InlineData("akka.loglevel = INFO")]
    public void Anything_else_is_none(string text) => Assert.Empty(Texts.Over(text).Warnings());

    [Fact]
    public void What_akka_has_read_is_the_applications() => Assert.Empty(
        CretoConfiguration.Reference.WithConfig(ConfigurationFactory.ParseString("session.enabled = off")).Warnings());
}
