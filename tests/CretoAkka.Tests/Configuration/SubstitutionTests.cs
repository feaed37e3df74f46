using Akka.Configuration;
using CretoAkka.Configuration;

namespace CretoAkka.Tests.Configuration;

[Trait("Decision", "D21")]
public sealed class SubstitutionTests
{
    private const string Optional =
        "creto.circuit-breaker.timeout = 20s\ncreto.circuit-breaker.timeout = ${?CRETO_TIMEOUT}";

    [Fact]
    public void A_variable_that_is_not_set_leaves_the_earlier_value() =>
        Assert.Equal(TimeSpan.FromSeconds(20), Timeout(Optional));

    [Fact]
    public void A_variable_that_is_set_takes_effect() =>
        Assert.Equal(TimeSpan.FromSeconds(7), Timeout(Optional, ("CRETO_TIMEOUT", "7s")));

    [Fact]
    public void A_variable_that_is_not_set_leaves_the_value_of_a_lower_layer() => Assert.Equal(
        TimeSpan.FromSeconds(30), Timeout("creto.circuit-breaker.timeout = ${?CRETO_TIMEOUT}"));

    [Fact]
    public void A_variable_that_is_set_to_nothing_is_set() => Assert.Equal(
        "environment variable CRETO_TIMEOUT (node.conf:2:33): creto.circuit-breaker.timeout is \"\"; "
        + "expected a duration with its unit from 1ms to 1d.",
        Assert.Single(Texts.Over(Optional, ("CRETO_TIMEOUT", "")).Check()).Sentence);

    [Fact]
    public void A_wrong_value_in_a_variable_names_the_variable() => Assert.Equal(
        "environment variable CRETO_TIMEOUT (node.conf:2:33): creto.circuit-breaker.timeout is 7; "
        + "expected a duration with its unit from 1ms to 1d (did you mean 7s or 7ms?).",
        Assert.Single(Texts.Over(Optional, ("CRETO_TIMEOUT", "7")).Check()).Sentence);

    [Fact]
    public void A_variable_may_be_part_of_a_text() => Assert.Equal(
        "akka.tcp://sys@other:2551/user/a",
        Texts.Read(
            "creto.circuit-breaker.peers.b.address = \"akka.tcp://sys@\"${HOST}\":2551/user/a\"", ("HOST", "other"))
            .For("b").Address);

    [Fact]
    public void A_required_variable_that_is_not_set_is_refused() => Assert.Equal(
        "node.conf:1:14: ${NODE} is neither a key nor an environment variable.",
        Texts.Sentence("creto.node = ${NODE}"));

    [Fact]
    public void A_key_comes_before_a_variable_of_the_same_name() =>
        Assert.Equal("key", Texts.Read("NODE = key\ncreto.node = ${NODE}", ("NODE", "variable")).Node);

    [Fact]
    public void A_key_of_a_lower_layer_can_be_referred_to() => Assert.Equal(
        TimeSpan.FromSeconds(10), Timeout("creto.circuit-breaker.timeout = ${creto.circuit-breaker.request-timeout}"));

    [Theory]
    [InlineData("creto.node = ${?creto.node}", "node.conf:1:14: ${?creto.node} refers to itself.")]
    [InlineData("creto.node = ${a}\na = ${b}\nb = ${a}", "node.conf:2:5: ${b} refers to itself.")]
    [InlineData("creto { node = ${creto} }", "node.conf:1:16: ${creto} refers to itself.")]
    public void What_refers_to_itself_is_refused(string text, string sentence) =>
        Assert.Equal(sentence, Texts.Sentence(text));

    [Fact]
    public void Akka_reads_neither_a_set_nor_an_unset_variable_and_its_readings_are_mended()
    {
        var config = ConfigurationFactory.ParseString(
                "creto.node = ${?CRETO_NODE}\ncreto.circuit-breaker.timeout = ${?NOT_SET}")
            .WithFallback(ConfigurationFactory.ParseString("creto.circuit-breaker.timeout = 12s"));

        var settings = CretoConfiguration.Reference
            .WithEnvironment(name => name == "CRETO_NODE" ? "node-1" : null)
            .WithConfig(config).ToSettings();

        Assert.Equal("node-1", settings.Node);
        Assert.Equal(TimeSpan.FromSeconds(12), settings.Default.Circuit.OpenTimeout);
    }

    private static TimeSpan Timeout(string text, params (string Name, string Value)[] environment) =>
        Texts.Read(text, environment).Default.Circuit.OpenTimeout;
}
