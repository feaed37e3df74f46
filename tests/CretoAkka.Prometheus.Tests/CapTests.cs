using CretoAkka.Core.Circuits;
using CretoAkka.Metrics;

namespace CretoAkka.Prometheus.Tests;

public sealed class CapTests
{
    private const string Trips = "circuit_breaker_trips_total{peer_id=\"other\"}";
    private const string State = "circuit_breaker_state{peer_id=\"other\"}";

    [Fact]
    [Trait("Decision", "D22")]
    public async Task Peers_beyond_the_cap_are_summed_under_one_label()
    {
        using var world = new World(maxPeers: 2);
        foreach (var peer in (string[])["a", "b", "c", "d"])
            world.Add(peer).Stats = new CircuitStats { Trips = 10, Successes = 1, Failures = 2, Rejected = 3 };

        Assert.Equal("10", await world.Value("circuit_breaker_trips_total{peer_id=\"a\"}"));
        Assert.Equal("10", await world.Value("circuit_breaker_trips_total{peer_id=\"b\"}"));
        Assert.Null(await world.Value("circuit_breaker_trips_total{peer_id=\"c\"}"));
        Assert.Equal("20", await world.Value(Trips));
        Assert.Equal("2", await world.Value("circuit_breaker_success_total{peer_id=\"other\"}"));
        Assert.Equal("4", await world.Value("circuit_breaker_failure_total{peer_id=\"other\"}"));
        Assert.Equal("6", await world.Value("circuit_breaker_rejected_total{peer_id=\"other\"}"));
    }

    [Fact]
    public async Task The_shared_series_exist_only_once_somebody_needs_them()
    {
        using var world = new World(maxPeers: 1);
        world.Add("a");
        Assert.Null(await world.Value(Trips));

        world.Add("b");

        Assert.Equal("0", await world.Value(Trips));
    }

    [Fact]
    public async Task The_shared_counters_never_go_down_when_a_peer_leaves()
    {
        using var world = new World(maxPeers: 0);
        var a = world.Add("a");
        a.Stats = new CircuitStats { Trips = 4 };
        var b = world.Add("b");
        b.Stats = new CircuitStats { Trips = 1 };
        Assert.Equal("5", await world.Value(Trips));

        // What it did since the last scrape counts as well.
        a.Stats = new CircuitStats { Trips = 6 };
        world.Metrics.Remove("a");
        Assert.Equal("7", await world.Value(Trips));

        // And what the others do afterwards is not swallowed by what it left behind.
        b.Stats = new CircuitStats { Trips = 2 };
        Assert.Equal("8", await world.Value(Trips));

        world.Metrics.Remove("b");
        Assert.Equal("8", await world.Value(Trips));
    }

    [Fact]
    public async Task The_shared_state_is_the_worst_of_those_who_share_it()
    {
        using var world = new World(maxPeers: 0);
        world.Add("closed");
        world.Add("half-open").Stats = new CircuitStats { State = CircuitState.HalfOpen };
        Assert.Equal("2", await world.Value(State));

        world.Add("open").Stats = new CircuitStats { State = CircuitState.Open };
        Assert.Equal("1", await world.Value(State));

        world.Metrics.Remove("open");
        Assert.Equal("2", await world.Value(State));

        world.Metrics.Remove("half-open");
        world.Metrics.Remove("closed");
        Assert.Equal("0", await world.Value(State));
    }

    [Fact]
    public async Task Shared_gauges_are_sums_or_the_highest()
    {
        using var world = new World(maxPeers: 0);
        foreach (var (peer, many) in ((string, int)[])[("a", 2), ("b", 3)])
            world.Add(peer).Facts = Made.Facts with
            {
                Circuit = new() { ConsecutiveFailures = many, ProbesInFlight = many, IsSuspected = many == 3 },
                Timeout = TimeSpan.FromSeconds(many),
            };

        Assert.Equal("3", await world.Value("circuit_breaker_consecutive_failures{peer_id=\"other\"}"));
        Assert.Equal("5", await world.Value("circuit_breaker_half_open_in_flight{peer_id=\"other\"}"));
        Assert.Equal("1", await world.Value("circuit_breaker_suspected{peer_id=\"other\"}"));
        Assert.Equal("3", await world.Value("circuit_breaker_adaptive_timeout_seconds{peer_id=\"other\"}"));
        Assert.Equal("4", await world.Value("circuit_breaker_queue_depth{peer_id=\"other\",class=\"critical\"}"));
    }

    [Fact]
    public async Task Peers_beyond_the_cap_share_one_histogram()
    {
        using var world = new World(maxPeers: 0);
        world.Add("a").Series.Observe(TimeSpan.FromSeconds(1), LatencyStatus.Failure);
        world.Add("b").Series.Observe(TimeSpan.FromSeconds(2), LatencyStatus.Failure);

        Assert.Equal("3", await world.Value("circuit_breaker_latency_sum{peer_id=\"other\",status=\"failure\"}"));
    }

    [Fact]
    public async Task A_place_that_becomes_free_goes_to_the_next_peer_added()
    {
        using var world = new World(maxPeers: 1);
        world.Add("a");
        world.Add("b").Stats = new CircuitStats { Trips = 3 };
        world.Metrics.Remove("a");

        world.Add("c").Stats = new CircuitStats { Trips = 1 };

        Assert.Equal("1", await world.Value("circuit_breaker_trips_total{peer_id=\"c\"}"));
        Assert.Equal("3", await world.Value(Trips));
    }

    [Fact]
    public async Task A_peer_named_other_is_counted_with_the_others()
    {
        using var world = new World(maxPeers: 2);
        world.Add("other").Stats = new CircuitStats { Trips = 3 };
        world.Add("a").Stats = new CircuitStats { Trips = 1 };
        world.Add("b").Stats = new CircuitStats { Trips = 1 };
        world.Add("c").Stats = new CircuitStats { Trips = 1 };

        Assert.Equal("4", await world.Value(Trips));
        Assert.Equal("1", await world.Value("circuit_breaker_trips_total{peer_id=\"b\"}"));
    }

    [Fact]
    public async Task A_hundred_thousand_peers_make_no_more_series_than_the_cap_allows()
    {
        using var world = new World(maxPeers: 3);
        world.Add("a");
        var seriesOfOne = (await world.Samples()).Length;

        for (var i = 0; i < 100_000; i++)
            world.Metrics.Add($"peer-{i}", static () => new PeerFacts { Circuit = new CircuitStats { Trips = 1 } });

        Assert.Equal(seriesOfOne * 4, (await world.Samples()).Length);
        Assert.Equal("99998", await world.Value(Trips));

        for (var i = 0; i < 100_000; i++)
            world.Metrics.Remove($"peer-{i}");

        Assert.Equal(seriesOfOne * 2, (await world.Samples()).Length);
        Assert.Equal("99998", await world.Value(Trips));
    }
}
