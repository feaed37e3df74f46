using System.Globalization;
using System.Text;
using CretoAkka.Core.Circuits;
using CretoAkka.Node.Replicas;
using CretoAkka.Node.Running;
using CretoAkka.Pbft.Store;

namespace CretoAkka.Node.Tests.Running;

/// <summary>Four real nodes in this process.</summary>
[Collection("process")]
public sealed class OpenedTests
{
    [Fact]
    public async Task What_a_run_says_opened_is_the_sum_of_what_prometheus_scrapes()
    {
        var demo = DemoConfiguration.Load(null).ToConfig();
        await using var cluster = Cluster.Start(
            demo, DemoSettings.From(demo), _ => new KeyValueStore(), static (_, _) => { });
        foreach (var (index, node) in cluster.Observers.Index())
            Trip(node.System!, times: index + 1);

        var scraped = 0L;
        foreach (var node in cluster.Observers)
            scraped += await TripsAsync(node.Spec.Registry);

        Assert.Equal(6, cluster.Opened);
        Assert.Equal(cluster.Opened, scraped);
    }

    [Fact]
    public async Task Every_node_declares_the_four_replicas_its_members_and_may_cut_off_one()
    {
        var demo = DemoConfiguration.Load(null).ToConfig();
        await using var cluster = Cluster.Start(
            demo, DemoSettings.From(demo), _ => new KeyValueStore(), static (_, _) => { });

        foreach (var node in cluster.Nodes)
        {
            var quorum = node.System!.Circuits.GetQuorum();
            Assert.Equal((4, 1), ((int)quorum.Membership!.Rule.Total, (int)quorum.Limit!.Value));
        }
    }

    private static void Trip(NodeSystem node, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.Equal(CommandReply.Done, node.Circuits.ForceOpen(Cluster.Victim));
            Assert.Equal(CircuitState.Open, node.Circuits.GetState(Cluster.Victim));
            node.Circuits.Reset(Cluster.Victim);
        }
    }

    private static async Task<long> TripsAsync(global::Prometheus.CollectorRegistry registry)
    {
        using var text = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(text);
        return Encoding.UTF8.GetString(text.ToArray()).Split('\n')
            .Where(line => line.StartsWith("circuit_breaker_trips_total{", StringComparison.Ordinal))
            .Sum(line => long.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }
}
