using CretoAkka.Core.Circuits;
using CretoAkka.Metrics;

namespace CretoAkka.Prometheus.Tests;

public sealed class PromtoolTests
{
    [PromtoolFact]
    public async Task Promtool_accepts_a_scrape_with_hostile_names_and_shared_series()
    {
        using var world = new World(maxPeers: 4);
        foreach (var name in (string[])["node-1", "a\"b\\c\nd{e=\"f\"}", "\uD800\0\r", "節點 🙂", "over the cap"])
        {
            var circuit = world.Add(name);
            circuit.Stats = new CircuitStats { Trips = 1, State = CircuitState.HalfOpen };
            circuit.Series.Observe(TimeSpan.FromSeconds(1), LatencyStatus.Success);
        }

        var (status, output) = await Promtool.CheckMetrics(await world.Scrape());

        Assert.Equal("", output);
        Assert.Equal(0, status);
    }

    [PromtoolFact]
    public async Task Promtool_refuses_what_is_no_scrape()
    {
        var (status, _) = await Promtool.CheckMetrics("circuit_breaker_state{peer_id=\"a} 0\n");

        Assert.NotEqual(0, status);
    }
}
