using CretoAkka.Core.Quorums;
using CretoAkka.Metrics;

namespace CretoAkka.Prometheus.Tests;

[Trait("Decision", "D22")]
public sealed class CatalogueTests
{
    private static readonly Dictionary<string, long> Weights = new() { ["self"] = 4, ["a"] = 2, ["b"] = 5, ["c"] = 2 };
    private static readonly Membership Members = new(1, "self", Weights, FaultModel.Byzantine);

    [Fact]
    public async Task Every_other_fact_of_a_peer_has_its_name_labels_and_value()
    {
        using var world = new World();
        world.Add("p").Facts = Made.Facts;

        Assert.Equal(await Expected("ExpectedDetails.txt"), await Details(world));
    }

    [Fact]
    public async Task What_concerns_no_peer_has_its_name_labels_and_value()
    {
        using var world = new World();
        world.Metrics.AddNode(() => Made.NodeFacts(Members));

        Assert.Equal(await Expected("ExpectedNode.txt"), await Details(world));
    }

    [Fact]
    public async Task Without_a_membership_what_it_gives_a_meaning_is_absent()
    {
        using var world = new World();
        var members = (Membership?)Members;
        world.Metrics.AddNode(() => Made.NodeFacts(members));
        Assert.Equal("1", await world.Value("circuit_breaker_quorum_margin"));

        members = null;

        Assert.Null(await world.Value("circuit_breaker_quorum_margin"));
        Assert.Null(await world.Value("circuit_breaker_quorum_weight{part=\"charged\"}"));
        Assert.Equal("1", await world.Value("circuit_breaker_local_isolation"));
    }

    [Fact]
    public async Task The_nodes_series_go_with_their_export_and_a_counter_goes_on_with_the_next()
    {
        var registry = global::Prometheus.Metrics.NewCustomRegistry();
        using (var first = new World(registry))
        {
            first.Metrics.AddNode(() => Made.NodeFacts(Members));
            Assert.Equal("7", await first.Value("circuit_breaker_evictions_total"));
            first.Dispose();
            Assert.Empty(await first.Samples());
        }
        using var second = new World(registry);
        second.Metrics.AddNode(() => Made.NodeFacts(Members));

        Assert.Equal("14", await second.Value("circuit_breaker_evictions_total"));
        Assert.Equal("80", await second.Value("circuit_breaker_peers{state=\"closed\"}"));
    }

    [Fact]
    public void Series_of_one_metric_have_one_help_unit_kind_and_label_names() => Assert.All(
        PeerCatalogue.All.GroupBy(metric => metric.Name),
        family => Assert.Single(family.Select(m =>
            (m.Help, m.Unit, m.Kind, string.Join(',', m.Labels.Select(l => l.Name)))).Distinct()));

    [Fact]
    public void No_series_is_there_twice() => Assert.Equal(
        PeerCatalogue.All.Count,
        PeerCatalogue.All.Select(m => m.Name + string.Join(',', m.Labels)).Distinct(StringComparer.Ordinal).Count());

    private static async Task<IEnumerable<string>> Expected(string file) => await File.ReadAllLinesAsync(
        Path.Combine(AppContext.BaseDirectory, file));

    // Without those that are at 0 here: the counters that ExpectedScrape.txt has, and the latencies.
    private static async Task<IEnumerable<string>> Details(World world) =>
        (await world.Samples()).Where(line => !line.EndsWith(" 0", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
}
