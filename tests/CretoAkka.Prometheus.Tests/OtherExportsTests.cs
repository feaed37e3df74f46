using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Akka.Actor;
using CretoAkka.Diagnostics;
using CretoAkka.Metrics;
using Prometheus;

namespace CretoAkka.Prometheus.Tests;

/// <summary>Beside other exports of the same process: .NET's meters, and traces.</summary>
public sealed class OtherExportsTests
{
    [Fact]
    [Trait("Decision", "D22")]
    public async Task The_meter_of_the_same_facts_is_not_exported_a_second_time()
    {
        using var world = new World();
        using var ours = new Meter(CircuitTelemetry.Name);
        using var theirs = new Meter("Theirs");
        ours.CreateObservableCounter("circuit_breaker.trips", static () => 1);
        theirs.CreateObservableCounter("requests", static () => 1);

        using var stream = new MemoryStream();
        await global::Prometheus.Metrics.DefaultRegistry.CollectAndExportAsTextAsync(stream);
        var text = Encoding.UTF8.GetString(stream.ToArray());

        Assert.Contains("theirs_requests", text, StringComparison.Ordinal);
        Assert.DoesNotContain("circuit_breaker", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Circuits_that_have_a_name_are_told_apart_by_a_label_of_their_registry()
    {
        var registry = global::Prometheus.Metrics.NewCustomRegistry();
        registry.SetStaticLabels(new Dictionary<string, string> { ["instance_name"] = "bulk" });
        using var named = new World(registry);
        using var unnamed = new World();
        named.Add("a");
        unnamed.Add("a");

        Assert.Equal("0", await named.Value("circuit_breaker_state{peer_id=\"a\",instance_name=\"bulk\"}"));
        Assert.Equal("0", await unnamed.Value("circuit_breaker_state{peer_id=\"a\"}"));
        Assert.All(await named.Samples(), line => Assert.Contains("instance_name=\"bulk\"", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_latency_carries_its_trace_and_without_one_nothing()
    {
        using var world = new World();
        var series = world.Add("a").Series;
        series.Observe(TimeSpan.FromSeconds(2), LatencyStatus.Success);
        Assert.DoesNotContain("trace_id", await OpenMetrics(world), StringComparison.Ordinal);

        using var activity = new Activity("call").SetIdFormat(ActivityIdFormat.W3C).Start();
        series.Observe(TimeSpan.FromMilliseconds(40), LatencyStatus.Success);

        var line = (await OpenMetrics(world)).Split('\n').Single(l => l.Contains("trace_id", StringComparison.Ordinal));
        Assert.Contains("le=\"0.05\"", line, StringComparison.Ordinal);
        Assert.Contains($"trace_id=\"{activity.TraceId}\"", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_in_a_trace_carries_it_from_the_circuit_to_the_scrape()
    {
        using var world = new World();
        using var system = ActorSystem.Create("traced", "akka.loglevel = ERROR");
        var circuits = PeerCircuits.Get(system);
        circuits.ExportTo(world.Metrics);
        using var activity = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();

        await circuits.ExecuteAsync("a", static async _ => await Task.Yield());

        var line = (await OpenMetrics(world)).Split('\n').Single(l => l.Contains("trace_id", StringComparison.Ordinal));
        Assert.StartsWith("circuit_breaker_latency_bucket{", line, StringComparison.Ordinal);
        Assert.Contains("peer_id=\"a\",status=\"success\"", line, StringComparison.Ordinal);
        Assert.Contains($"trace_id=\"{activity.TraceId}\"", line, StringComparison.Ordinal);
        await system.Terminate();
    }

    private static async Task<string> OpenMetrics(World world)
    {
        using var stream = new MemoryStream();
        await world.Registry.CollectAndExportAsTextAsync(stream, ExpositionFormat.OpenMetricsText);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
