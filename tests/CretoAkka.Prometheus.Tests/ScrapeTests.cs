using CretoAkka.Core.Circuits;
using CretoAkka.Metrics;

namespace CretoAkka.Prometheus.Tests;

public sealed class ScrapeTests
{
    private static readonly string[] Six =
    [
        "circuit_breaker_state", "circuit_breaker_trips_total", "circuit_breaker_success_total",
        "circuit_breaker_failure_total", "circuit_breaker_rejected_total", "circuit_breaker_latency",
    ];

    private static readonly string ExpectedFile = Path.Combine(AppContext.BaseDirectory, "ExpectedScrape.txt");

    [Fact]
    [Trait("Decision", "D22")]
    public async Task A_scrape_has_the_six_metrics_with_their_names_labels_and_values()
    {
        using var world = new World();
        var circuit = world.Add("peer-123");
        circuit.Stats = new CircuitStats
        {
            State = CircuitState.HalfOpen,
            Trips = 5,
            Successes = 1250,
            Failures = 42,
            Rejected = 89,
        };
        circuit.Series.Observe(TimeSpan.FromMilliseconds(125), LatencyStatus.Success);
        circuit.Series.Observe(TimeSpan.FromSeconds(2.5), LatencyStatus.Failure);
        circuit.Series.Observe(TimeSpan.FromSeconds(31), LatencyStatus.Timeout);

        var six = (await world.Scrape()).Split('\n').Where(line => Six.Any(name =>
            line.StartsWith(name, StringComparison.Ordinal) || line.Contains($" {name} ", StringComparison.Ordinal)));

        Assert.Equal(Sorted(await File.ReadAllTextAsync(ExpectedFile)), six.Append("").Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("Decision", "D22")]
    public async Task A_peer_has_all_its_series_at_zero_from_its_start()
    {
        using var world = new World();
        world.Add("a");

        var samples = await world.Samples();

        // Those of one value; three histograms of 16 buckets, infinity, sum and count.
        Assert.Equal(PeerCatalogue.All.Count + 3 * 19, samples.Length);
        Assert.All(samples, s => Assert.EndsWith(" 0", s, StringComparison.Ordinal));
        Assert.All(samples, s => Assert.Contains("peer_id=\"a\"", s, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(CircuitState.Closed, "0")]
    [InlineData(CircuitState.Open, "1")]
    [InlineData(CircuitState.HalfOpen, "2")]
    public async Task The_state_is_a_number_that_follows_the_circuit(CircuitState state, string value)
    {
        using var world = new World();
        var circuit = world.Add("a");
        circuit.Stats = new CircuitStats { State = state };

        Assert.Equal(value, await world.Value("circuit_breaker_state{peer_id=\"a\"}"));

        circuit.Stats = new CircuitStats { State = CircuitState.Closed };

        Assert.Equal("0", await world.Value("circuit_breaker_state{peer_id=\"a\"}"));
    }

    [Fact]
    public async Task A_call_cut_off_at_the_longest_timeout_is_in_a_bucket_with_an_end()
    {
        using var world = new World();
        world.Add("a").Series.Observe(TimeSpan.FromSeconds(30.2), LatencyStatus.Timeout);

        Assert.Equal("1", await world.Value(
            "circuit_breaker_latency_bucket{peer_id=\"a\",status=\"timeout\",le=\"60\"}"));
    }

    [Fact]
    [Trait("Decision", "D22")]
    public async Task A_circuit_that_starts_its_statistics_again_does_not_pull_a_counter_down_or_hold_it()
    {
        using var world = new World();
        var circuit = world.Add("a");
        circuit.Stats = new CircuitStats { Successes = 10, Failures = 3 };
        Assert.Equal("10", await world.Value("circuit_breaker_success_total{peer_id=\"a\"}"));

        circuit.Stats = new CircuitStats { Successes = 2, Failures = 3 };

        Assert.Equal("12", await world.Value("circuit_breaker_success_total{peer_id=\"a\"}"));
        Assert.Equal("3", await world.Value("circuit_breaker_failure_total{peer_id=\"a\"}"));
    }

    // The client promises no order of families, nor of series within one.
    private static string[] Sorted(string scrape) =>
        [.. scrape.ReplaceLineEndings("\n").Split('\n').Order(StringComparer.Ordinal)];
}
