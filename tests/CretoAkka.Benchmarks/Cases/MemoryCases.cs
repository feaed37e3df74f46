using CretoAkka.Benchmarks.Ratios;
using CretoAkka.Metrics;
using CretoAkka.Prometheus;

namespace CretoAkka.Benchmarks.Cases;

/// <summary>P9: memory of a peer that is closed and idle, its actor and a hundred samples with it.</summary>
internal static class MemoryCases
{
    private const int Peers = 5_000;
    private const int Samples = 100;
    private const int MostLooks = 1_000;
    private const int LongRounds = 9;
    private const double Kilobyte = 1_024;
    private const double Seed = 3.2;

    // The sixth is the latency, which is always there.
    private static readonly HashSet<string> Six =
    [
        "circuit_breaker_state", "circuit_breaker_trips_total", "circuit_breaker_success_total",
        "circuit_breaker_failure_total", "circuit_breaker_rejected_total",
    ];

    private static readonly HashSet<string> None = [];
    private static readonly WeakReference Before = new(null);
    private static readonly HashSet<string> EveryMetric = [.. PeerCatalogue.All.Select(metric => metric.Name)];

    public static IEnumerable<Comparison> All()
    {
        var seed = Work.Known("3.2 KB, without an actor", Seed * Kilobyte);
        yield return new Comparison(
            "P9", "memory of a peer", Work.Figure("a peer", times => PerPeer(times, None)), seed, 4.5 / Seed)
        {
            Times = Peers,
            Unit = "B",
            MostRounds = LongRounds,
        };
        yield return new Comparison(
            "P9a", "with the seed's six metrics, scraped", Work.Figure("a peer", times => PerPeer(times, Six)), seed,
            10 / Seed)
        {
            Times = Peers,
            Unit = "B",
            MostRounds = LongRounds,
        };
        yield return new Comparison(
            "P9b", "with all metrics, scraped", Work.Figure("a peer", times => PerPeer(times, EveryMetric)), seed, null)
        {
            Times = Peers,
            Unit = "B",
            MostRounds = LongRounds,
        };
    }

    private static async Task<double> PerPeer(int peers, HashSet<string> ofPeers)
    {
        await Left();
        await using var node = new MeasuredNode(peers: 0, most: peers);
        Before.Target = node.System;
        var registry = global::Prometheus.Metrics.NewCustomRegistry();
        var settings = node.Circuits.Settings.Metrics with { MaxPeers = peers };
        using var metrics = PrometheusCircuitMetrics.Create(registry, settings, ofPeers);
        if (ofPeers.Count > 0)
            node.Circuits.ExportTo(metrics);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < peers; i++)
            Use(node.Circuits, MeasuredNode.Peer(i));
        await node.Settled();
        await registry.CollectAndExportAsTextAsync(Stream.Null);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(node);
        return (double)(after - before) / peers;
    }

    // A system is still held by what ended it, and a thread by the slot of its last call: a round that began with them
    // would count them as given back.
    private static async Task Left()
    {
        for (var look = 0; look < MostLooks && Before.IsAlive; look++)
        {
            await Task.Factory.StartNew(
                static () => GC.Collect(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    private static void Use(PeerCircuits circuits, PeerId peer)
    {
        circuits.AddPeer(peer);
        for (var i = 0; i < Samples; i++)
            Operations.Result(circuits.ExecuteAsync(peer, Operations.AtOnce, i));
    }
}
