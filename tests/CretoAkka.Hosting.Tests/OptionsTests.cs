using System.Collections;
using Akka.Hosting;
using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Quorums;
using CretoAkka.Hosting.Layers;

namespace CretoAkka.Hosting.Tests;

[Trait("Decision", "D21")]
public sealed class OptionsTests
{
    [Fact]
    public void Every_key_has_an_option_and_every_option_a_key()
    {
        var options = new CretoOptions();
        Fill(options);

        var written = OptionsLayer.Over(CretoConfiguration.Reference, "creto", options).Effective()
            .Where(setting => setting.Origin.Source == "the options");

        Assert.Equal(
            CretoConfiguration.Reference.Effective().Select(setting => setting.Key), written.Select(setting => setting.Key));
    }

    [Fact]
    public void An_option_of_each_kind_is_read_as_its_key_would_be()
    {
        var options = new CretoOptions { Node = "node 1" };
        options.CircuitBreaker.Timeout = TimeSpan.FromMilliseconds(1500.5);
        options.CircuitBreaker.Mode = CircuitMode.ObserveOnly;
        options.CircuitBreaker.Backoff.Factor = 1.5;
        options.CircuitBreaker.AdaptiveTimeout.Enabled = false;
        options.CircuitBreaker.Fallback.MaxQueueBytes = 4096;
        options.CircuitBreaker.Peers["a.b \"c\""] = new PeerOptions { FailureThreshold = 9, Session = false };
        options.Session.Ack = SessionAcknowledgement.Processed;
        options.Quorum.FaultModel = FaultModel.Crash;
        options.Quorum.MaxOpen = 2;
        options.Quorum.Members["node 1"] = 3;
        options.Dashboard.Nodes.Add("http://a:1");
        options.Dashboard.Nodes.Add("http://b:2");

        var settings = OptionsLayer.Over(CretoConfiguration.Reference, "creto", options).ToSettings();

        Assert.Equal("node 1", settings.Node);
        Assert.Equal(TimeSpan.FromMilliseconds(1500.5), settings.Default.Circuit.OpenTimeout);
        Assert.Equal(CircuitMode.ObserveOnly, settings.Default.Circuit.Mode);
        Assert.Equal(1.5, settings.Default.Circuit.Backoff.Factor);
        Assert.Null(settings.Default.AdaptiveTimeout);
        Assert.Equal(4096, settings.Fallback.MaxQueueBytes);
        Assert.Equal(9, settings.For("a.b \"c\"").Circuit.FailureThreshold);
        Assert.False(settings.For("a.b \"c\"").Session);
        Assert.True(settings.Session.AcknowledgeProcessed);
        Assert.Equal((FaultModel.Crash, 2, 3), (settings.Quorum.FaultModel, settings.Quorum.MaxOpen, settings.Quorum.Members["node 1"]));
        Assert.Equal(["http://a:1", "http://b:2"], settings.Dashboard.Nodes.AsEnumerable());
    }

    [Fact]
    public void A_peer_that_is_named_is_known_whatever_is_said_of_it()
    {
        var options = new CretoOptions();
        options.CircuitBreaker.Peers["quiet"] = new PeerOptions();
        var below = CretoConfiguration.Reference.WithText("creto.circuit-breaker.peers { quiet { timeout = 7s } }", "below");

        Assert.Contains("quiet", OptionsLayer.Over(CretoConfiguration.Reference, "creto", options).ToSettings().Peers.Keys);
        Assert.Equal(
            TimeSpan.FromSeconds(7),
            OptionsLayer.Over(below, "creto", options).ToSettings().Peers["quiet"].Circuit.OpenTimeout);
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(200, "200")]
    public void A_wrong_option_is_refused_as_its_key_is(double factor, string shown)
    {
        var options = new CretoOptions();
        options.CircuitBreaker.Backoff.Factor = factor;

        var problem = Assert.Single(OptionsLayer.Over(CretoConfiguration.Reference, "creto", options).Check());

        Assert.Equal($"the options: creto.circuit-breaker.backoff.factor is {shown}; expected a number from 1 to 100.", problem.Sentence);
    }

    [Fact]
    public async Task Options_lie_over_configuration_over_hocon_over_the_reference_in_any_order_of_calls()
    {
        var values = new Dictionary<string, string?>
        {
            ["Creto:CircuitBreaker:FailureThreshold"] = "12",
            ["Creto:CircuitBreaker:SuccessThreshold"] = "12",
        };
        await using var node = await Node.StartAsync((b, configuration) => b
            .WithCircuitBreakers(o => o.CircuitBreaker.FailureThreshold = 13)
            .WithCircuitBreakers(configuration.GetSection("Creto"))
            .AddHocon("""
                creto.circuit-breaker { failure-threshold = 11, success-threshold = 11, half-open-max-calls = 11 }
                """, HoconAddMode.Append), values);

        var circuit = node.Circuits.Settings.Default.Circuit;

        Assert.Equal(13, circuit.FailureThreshold);
        Assert.Equal(12, circuit.SuccessThreshold);
        Assert.Equal(11, circuit.HalfOpenMaxCalls);
        Assert.Equal(TimeSpan.FromSeconds(30), circuit.OpenTimeout);
    }

    // Any value will do: what is asked is under which key it is written.
    private static void Fill(object options)
    {
        foreach (var property in options.GetType().GetProperties())
        {
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (property.GetValue(options) is IList<string> list)
                list.Add("x");
            else if (property.CanWrite)
                property.SetValue(options, type == typeof(string) ? "x" : Activator.CreateInstance(type));
            else if (property.GetValue(options) is { } section and not IDictionary)
                Fill(section);
        }
    }
}
