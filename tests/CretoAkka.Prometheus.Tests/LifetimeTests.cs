using CretoAkka.Core.Circuits;
using CretoAkka.Metrics;

namespace CretoAkka.Prometheus.Tests;

public sealed class LifetimeTests
{
    [Fact]
    [Trait("Decision", "D22")]
    public async Task A_peer_that_leaves_takes_all_its_series_with_it_and_no_other()
    {
        using var world = new World();
        world.Add("gone");
        world.Add("stays");
        var both = (await world.Samples()).Length;

        world.Metrics.Remove("gone");

        var samples = await world.Samples();
        Assert.Equal(both / 2, samples.Length);
        Assert.All(samples, s => Assert.Contains("peer_id=\"stays\"", s, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_peer_that_comes_back_starts_at_zero_and_counts_again()
    {
        using var world = new World();
        world.Add("a").Stats = new CircuitStats { Trips = 7, State = CircuitState.Open };
        Assert.Equal("7", await world.Value("circuit_breaker_trips_total{peer_id=\"a\"}"));
        world.Metrics.Remove("a");

        var again = world.Add("a");

        Assert.Equal("0", await world.Value("circuit_breaker_trips_total{peer_id=\"a\"}"));
        Assert.Equal("0", await world.Value("circuit_breaker_state{peer_id=\"a\"}"));

        again.Stats = new CircuitStats { Trips = 1 };
        again.Series.Observe(TimeSpan.FromSeconds(1), LatencyStatus.Success);

        Assert.Equal("1", await world.Value("circuit_breaker_trips_total{peer_id=\"a\"}"));
        Assert.Equal("1", await world.Value("circuit_breaker_latency_count{peer_id=\"a\",status=\"success\"}"));
    }

    [Fact]
    public async Task Adding_a_peer_that_is_there_replaces_it()
    {
        using var world = new World(maxPeers: 1);
        world.Add("a").Stats = new CircuitStats { Trips = 7 };
        await world.Scrape();

        world.Add("a").Stats = new CircuitStats { Trips = 2 };

        Assert.Equal("2", await world.Value("circuit_breaker_trips_total{peer_id=\"a\"}"));
        Assert.Null(await world.Value("circuit_breaker_trips_total{peer_id=\"other\"}"));
    }

    [Fact]
    public async Task What_a_removed_peer_still_observes_is_lost_and_harms_nothing()
    {
        using var world = new World();
        var circuit = world.Add("a");
        world.Metrics.Remove("a");
        world.Metrics.Remove("a");
        world.Metrics.Remove("never there");

        circuit.Series.Observe(TimeSpan.FromSeconds(1), LatencyStatus.Success);

        Assert.Empty(await world.Samples());
    }

    [Fact]
    public async Task Two_systems_of_one_process_do_not_mix()
    {
        using var one = new World();
        using var two = new World();
        one.Add("a").Stats = new CircuitStats { Trips = 1 };
        two.Add("a").Stats = new CircuitStats { Trips = 2 };
        one.Add("only in one");

        Assert.Equal("1", await one.Value("circuit_breaker_trips_total{peer_id=\"a\"}"));
        Assert.Equal("2", await two.Value("circuit_breaker_trips_total{peer_id=\"a\"}"));
        Assert.DoesNotContain("only in one", await two.Scrape(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_takes_one_system_at_a_time()
    {
        var registry = global::Prometheus.Metrics.NewCustomRegistry();
        using var first = new World(registry);
        first.Add("a").Stats = new CircuitStats { Trips = 1 };
        await first.Scrape();
        Assert.Throws<InvalidOperationException>(() => new World(registry));

        first.Dispose();
        Assert.Empty(await first.Samples());
        using var second = new World(registry);
        first.Dispose();
        second.Add("a").Stats = new CircuitStats { Trips = 5 };

        Assert.Equal("5", await second.Value("circuit_breaker_trips_total{peer_id=\"a\"}"));
    }

    [Fact]
    public async Task Switched_off_nothing_is_exported()
    {
        using var world = new World(enabled: false);
        world.Add("a").Series.Observe(TimeSpan.FromSeconds(1), LatencyStatus.Success);

        Assert.Equal("", await world.Scrape());
    }
}
