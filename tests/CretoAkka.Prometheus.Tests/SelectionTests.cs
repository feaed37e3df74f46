using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;

namespace CretoAkka.Prometheus.Tests;

/// <summary>Some of a peer's metrics only.</summary>
public sealed class SelectionTests
{
    private static readonly HashSet<string> StateAndTrips = ["circuit_breaker_state", "circuit_breaker_trips_total"];

    private static readonly MetricsSettings Settings = new() { Enabled = true, MaxPeers = 100 };

    [Fact]
    public async Task Those_that_are_named_are_there_with_the_latency_and_no_others()
    {
        using var world = new World(global::Prometheus.Metrics.NewCustomRegistry(), ofPeers: StateAndTrips);
        world.Add("a").Stats = new CircuitStats { Trips = 7, State = CircuitState.Open };

        Assert.Equal("7", await world.Value("circuit_breaker_trips_total{peer_id=\"a\"}"));
        Assert.Equal("1", await world.Value("circuit_breaker_state{peer_id=\"a\"}"));
        var rest = (await world.Samples()).Where(sample => !StateAndTrips.Contains(sample.Split('{')[0]));
        Assert.All(rest, sample => Assert.StartsWith("circuit_breaker_latency_", sample, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Peers_that_share_a_series_share_those_that_are_named()
    {
        using var world = new World(
            global::Prometheus.Metrics.NewCustomRegistry(), maxPeers: 0, ofPeers: StateAndTrips);
        world.Add("a").Stats = new CircuitStats { Trips = 7 };
        world.Add("b").Stats = new CircuitStats { Trips = 2, State = CircuitState.Open };

        Assert.Equal("9", await world.Value("circuit_breaker_trips_total{peer_id=\"other\"}"));
        Assert.Equal("1", await world.Value("circuit_breaker_state{peer_id=\"other\"}"));
        world.Metrics.Remove("a");
        Assert.Equal("9", await world.Value("circuit_breaker_trips_total{peer_id=\"other\"}"));
    }

    [Fact]
    public void A_name_that_no_metric_has_is_refused()
    {
        var registry = global::Prometheus.Metrics.NewCustomRegistry();

        var refused = Assert.Throws<ArgumentException>(
            () => PrometheusCircuitMetrics.Create(registry, Settings, new HashSet<string> { "trips" }));

        Assert.StartsWith("A peer has no metric 'trips'; expected", refused.Message, StringComparison.Ordinal);
        PrometheusCircuitMetrics.Create(registry, Settings).Dispose();
    }
}
