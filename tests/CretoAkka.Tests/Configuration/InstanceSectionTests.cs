using CretoAkka.Configuration;

namespace CretoAkka.Tests.Configuration;

[Trait("Decision", "D21")]
public sealed class InstanceSectionTests
{
    private const string Text = """
        creto {
          circuit-breaker {
            timeout = 20s
            failure-threshold = 7
            peers { "node-2" { success-threshold = 4 } }
          }
          instances {
            bulk {
              circuit-breaker { timeout = 50s, peers { "node-3" { mode = off } } }
            }
            quick { }
          }
        }
        """;

    private static readonly CretoConfiguration Configuration = CretoConfiguration.Reference.WithText(Text, "node.conf");

    [Fact]
    public void An_instance_has_what_it_says_over_all_of_the_rest()
    {
        var bulk = Configuration.ToSettings("bulk");

        Assert.Equal(TimeSpan.FromSeconds(50), bulk.Default.Circuit.OpenTimeout);
        Assert.Equal(7, bulk.Default.Circuit.FailureThreshold);
        Assert.Equal(["node-2", "node-3"], bulk.Peers.Keys.Select(peer => peer.Value).Order());
        Assert.Equal(TimeSpan.FromSeconds(50), bulk.Peers["node-2"].Circuit.OpenTimeout);
    }

    [Fact]
    public void The_circuits_without_a_name_have_nothing_of_an_instance()
    {
        var settings = Configuration.ToSettings();

        Assert.Equal(settings, Configuration.ToSettings(""));
        Assert.Equal(settings, Configuration.ToSettings("quick"));
        Assert.Equal(TimeSpan.FromSeconds(20), settings.Default.Circuit.OpenTimeout);
        Assert.Equal(["node-2"], settings.Peers.Keys.Select(peer => peer.Value));
    }

    [Fact]
    public void An_instance_that_nobody_named_is_refused_with_those_that_there_are() => Assert.StartsWith(
        "There is no instance \"bluk\"; expected one of those that creto.instances names: bulk, quick.",
        Assert.Throws<ArgumentException>(() => Configuration.ToSettings("bluk")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("bulk { circuit-breaker.timeout = 30 }",
        "creto.instances.bulk.circuit-breaker.timeout is 30; expected a duration with its unit")]
    [InlineData("bulk { circuit-breaker.peers.n2.timeot = 1s }",
        "creto.instances.bulk.circuit-breaker.peers.n2.timeot is 1s; expected a known key (did you mean creto.instances.bulk.circuit-breaker.peers.n2.timeout?)")]
    [InlineData("bulk { quorum.members.a = 0 }", "creto.instances.bulk.quorum.members.a is 0; expected a whole number")]
    [InlineData("bulk { session.probe-interval = 1h }", "creto.instances.bulk.session.probe-interval is 1h; expected at most 30s")]
    [InlineData("bulk = 1", "creto.instances.bulk is 1; expected a section")]
    [InlineData("\"a.b\" { }", "creto.instances.\"a.b\" is a section; expected a name of 1 to 64 letters")]
    [InlineData("bulk { instances { x { } } }", "creto.instances.bulk.instances is a section; expected no instances in an instance")]
    public void What_is_wrong_with_an_instance_is_found_before_it_starts(string instances, string sentence) =>
        Assert.Contains(sentence, Texts.Sentence($"creto.instances {{ {instances} }}"), StringComparison.Ordinal);

    [Fact]
    public void What_is_wrong_with_the_rest_is_said_once() => Assert.Equal(
        "node.conf:1:33: creto.circuit-breaker.timeout is 30; expected a duration with its unit from 1ms to 1d (did you mean 30s or 30ms?).",
        Texts.Sentence("creto.circuit-breaker.timeout = 30\ncreto.instances { bulk { } }"));

    [Fact]
    public void A_token_of_an_instance_is_not_shown()
    {
        var shown = CretoConfiguration.Reference
            .WithValue("creto.instances.bulk.dashboard.token", "secret-of-16-letters").Effective();

        Assert.DoesNotContain(shown, setting => setting.Value.Contains("secret", StringComparison.Ordinal));
    }
}
