using CretoAkka.Node.Tests.Running;
using CretoAkka.Prometheus.Tests;

namespace CretoAkka.Node.Tests.Http;

/// <summary>What four real nodes, with traffic, give to Prometheus.</summary>
[Collection("process")]
[Trait("Decision", "D22")]
public sealed class MetricsTests(RunningNodes nodes) : IClassFixture<RunningNodes>, IAsyncLifetime
{
    private static readonly string[] Metrics =
    [
        "circuit_breaker_state",
        "circuit_breaker_trips_total",
        "circuit_breaker_success_total",
        "circuit_breaker_failure_total",
        "circuit_breaker_rejected_total",
        "circuit_breaker_latency_count",
    ];

    public Task InitializeAsync() => nodes.PutAsync("node-1", "a", "1");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Each_node_exports_exactly_the_other_three_as_its_peers()
    {
        foreach (var node in nodes.Cluster.Nodes)
        {
            var scrape = await ScrapeAsync(node.Name);

            Assert.Equal(node.Spec.Peers.Order(), PeersIn(scrape));
            Assert.All(Metrics, metric => Assert.Equal(node.Spec.Peers.Order(), PeersIn(scrape, metric)));
        }
    }

    [Fact]
    public async Task What_one_node_trips_shows_in_no_others_metrics()
    {
        nodes["node-1"].System!.Circuits.ForceOpen("node-4");
        nodes["node-1"].System!.Circuits.Reset("node-4");

        const string one = "circuit_breaker_trips_total{peer_id=\"node-4\"} 1\n";
        Assert.Contains(one, await ScrapeAsync("node-1"), StringComparison.Ordinal);
        Assert.DoesNotContain(one, await ScrapeAsync("node-2"), StringComparison.Ordinal);
        Assert.DoesNotContain(one, await ScrapeAsync("node-3"), StringComparison.Ordinal);
    }

    [PromtoolFact]
    public async Task Promtool_accepts_what_every_node_exports()
    {
        foreach (var node in nodes.Cluster.Nodes)
            Assert.Equal((0, ""), await Promtool.CheckMetrics(await ScrapeAsync(node.Name)));
    }

    private Task<string> ScrapeAsync(string node) => nodes.Http.GetStringAsync(nodes.Url(node, "/metrics"));

    private static IEnumerable<string> PeersIn(string scrape, string metric = "") => scrape.Split('\n')
        .Where(line => line.StartsWith(metric, StringComparison.Ordinal))
        .Select(line => line.Split("peer_id=\""))
        .Where(parts => parts.Length == 2)
        .Select(parts => parts[1].Split('"')[0])
        .Distinct()
        .Order();
}
