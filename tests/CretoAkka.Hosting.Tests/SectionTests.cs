using CretoAkka.Configuration;
using CretoAkka.Hosting.Layers;
using Microsoft.Extensions.Configuration;

namespace CretoAkka.Hosting.Tests;

[Trait("Decision", "D21")]
public sealed class SectionTests
{
    [Theory]
    [InlineData("CircuitBreaker:FailureThreshold")]
    [InlineData("circuit-breaker:failure-threshold")]
    [InlineData("CIRCUIT_BREAKER:FAILURE_THRESHOLD")]
    [InlineData("circuitBreaker:failureThreshold")]
    public void A_key_may_be_spelt_as_in_dotnet_as_in_hocon_or_as_in_an_environment(string key) =>
        Assert.Equal(7, Read((key, "7")).Default.Circuit.FailureThreshold);

    [Fact]
    public void A_name_of_a_peer_or_member_is_taken_as_it_is()
    {
        var settings = Read(
            ("CircuitBreaker:Peers:Node.Two:Timeout", "9s"),
            ("Node", "NodeOne"),
            ("Quorum:Members:NodeOne", "2"),
            ("Quorum:Members:0", "1"));

        Assert.Equal(TimeSpan.FromSeconds(9), settings.Peers["Node.Two"].Circuit.OpenTimeout);
        Assert.Equal((2, 1), (settings.Quorum.Members["NodeOne"], settings.Quorum.Members["0"]));
    }

    [Fact]
    public void Switches_and_lists_are_read_as_json_files_give_them()
    {
        var settings = Read(
            ("Session:Enabled", "False"),
            ("CircuitBreaker:FailureRate:Enabled", "True"),
            ("Dashboard:Nodes:0", "http://a:1"),
            ("Dashboard:Nodes:1", "http://b:2"));

        Assert.False(settings.Default.Session);
        Assert.NotNull(settings.Default.CallFailureRate);
        Assert.Equal(["http://a:1", "http://b:2"], settings.Dashboard.Nodes.AsEnumerable());
    }

    [Fact]
    public void What_is_wrong_is_said_with_where_it_stands()
    {
        var problems = Over(("CircuitBreaker:Timeout", "30"), ("CircuitBreaker:Timeot", "30s")).Check();

        Assert.Equal(
            [
                "configuration Creto:CircuitBreaker:Timeot: creto.circuit-breaker.timeot is 30s; expected a known key (did you mean creto.circuit-breaker.timeout?).",
                "configuration Creto:CircuitBreaker:Timeout: creto.circuit-breaker.timeout is 30; "
                    + "expected a duration with its unit from 1ms to 1d (did you mean 30s or 30ms?).",
            ],
            problems.Select(problem => problem.Sentence));
    }

    [Fact]
    public void An_instance_has_the_keys_of_the_root()
    {
        var over = Over(
            ("Instances:Bulk_1:CircuitBreaker:FailureThreshold", "2"),
            ("Instances:Bulk_1:CircuitBreaker:Peers:Node.Two:Timeout", "9s"));

        Assert.Equal(2, over.ToSettings("Bulk_1").Default.Circuit.FailureThreshold);
        Assert.Equal(TimeSpan.FromSeconds(9), over.ToSettings("Bulk_1").Peers["Node.Two"].Circuit.OpenTimeout);
    }

    [Fact]
    public void An_absent_section_hides_nothing() =>
        Assert.Equal(CretoSettings.Reference, Read());

    private static CretoSettings Read(params (string Key, string Value)[] values) => Over(values).ToSettings();

    private static CretoConfiguration Over(params (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(v => KeyValuePair.Create("Creto:" + v.Key, (string?)v.Value))).Build();
        return SectionLayer.Over(CretoConfiguration.Reference, "creto", configuration.GetSection("Creto"));
    }
}
