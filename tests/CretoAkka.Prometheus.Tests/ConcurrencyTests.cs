using System.Globalization;
using CretoAkka.Core.Circuits;
using CretoAkka.Metrics;

namespace CretoAkka.Prometheus.Tests;

public sealed class ConcurrencyTests
{
    [Fact]
    public async Task Peers_come_go_and_observe_while_scrapes_run_and_no_counter_goes_down()
    {
        using var world = new World(maxPeers: 4);
        var steady = world.Add("steady");
        var stop = false;
        var churn = Enumerable.Range(0, 3).Select(worker => Task.Run(() =>
        {
            for (var round = 0; round < 3_000; round++)
            {
                PeerId peer = $"peer-{worker}-{round % 5}";
                var trips = 0L;
                PeerFacts Facts() => Tripped(Interlocked.Increment(ref trips));
                var series = world.Metrics.Add(peer, Facts);
                series.Observe(TimeSpan.FromMilliseconds(1), LatencyStatus.Success);
                steady.Series.Observe(TimeSpan.FromMilliseconds(1), LatencyStatus.Success);
                if (round % 2 == 0)
                    world.Metrics.Remove(peer);
            }
        })).ToArray();

        var scrapes = Task.Run(async () =>
        {
            var last = 0.0;
            while (!Volatile.Read(ref stop))
            {
                var text = await world.Value("circuit_breaker_trips_total{peer_id=\"other\"}") ?? "0";
                var now = double.Parse(text, CultureInfo.InvariantCulture);
                Assert.True(now >= last, $"{now} after {last}");
                last = now;
            }
        });

        await Task.WhenAll(churn);
        Volatile.Write(ref stop, true);
        await scrapes;

        Assert.Equal("9000", await world.Value("circuit_breaker_latency_count{peer_id=\"steady\",status=\"success\"}"));
    }

    [Fact]
    public async Task Scrapes_at_once_do_not_count_twice()
    {
        using var world = new World(maxPeers: 1);
        var trips = 0L;
        world.Metrics.Add("own", () => Tripped(Interlocked.Increment(ref trips)));
        var shared = 0L;
        world.Metrics.Add("shared", () => Tripped(Interlocked.Increment(ref shared)));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 200; i++)
                await world.Scrape();
        })));

        Assert.Equal("801", await world.Value("circuit_breaker_trips_total{peer_id=\"own\"}"));
        Assert.Equal("802", await world.Value("circuit_breaker_trips_total{peer_id=\"other\"}"));
    }

    [Fact]
    public void An_observation_allocates_nothing_even_inside_an_activity()
    {
        using var world = new World();
        var series = world.Add("a").Series;
        using var activity = new System.Diagnostics.Activity("call").Start();
        // The least of several: the runtime, while it compiles anew what is hot, allocates on this thread as well.
        Assert.Equal(0, Enumerable.Range(0, 20).Min(_ => Allocated(series)));
    }

    private static long Allocated(IPeerMetrics series)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Observe(series, 1_000);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static PeerFacts Tripped(long times) => new() { Circuit = new CircuitStats { Trips = times } };

    private static void Observe(IPeerMetrics series, int times)
    {
        for (var i = 0; i < times; i++)
        {
            series.Observe(TimeSpan.FromMilliseconds(i), LatencyStatus.Success);
            series.Observe(TimeSpan.FromMilliseconds(i), LatencyStatus.Failure);
            series.Observe(TimeSpan.FromMilliseconds(i), LatencyStatus.Timeout);
        }
    }
}
