using CretoAkka.Benchmarks.Ratios;
using CretoAkka.Metrics;
using CretoAkka.Prometheus;

namespace CretoAkka.Benchmarks.Cases;

/// <summary>P9: memory of a peer that is closed and idle, its actor and a hundred samples with it.</summary>
internal static class MemoryCases
{
    private const int Peers = 5_000;
    private const int Samples = 100;
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
        await using var node = new MeasuredNode(peers: 0, most: peers);
        var registry = global::Prometheus.Metrics.NewCustomRegistry();
        var settings = node.Circuits.Settings.Metrics with { MaxPeers = peers };
        using var metrics = PrometheusCircuitMetrics.Create(registry, settings, ofPeers);
        if (ofPeers.Count > 0)
            node.Circuits.ExportTo(metrics);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        await OnThreadOfItsOwn(() =>
        {
            for (var i = 0; i < peers; i++)
                Use(node.Circuits, MeasuredNode.Peer(i));
        });
        await node.Settled();
        await registry.CollectAndExportAsTextAsync(Stream.Null);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(node);
        return (double)(after - before) / peers;
    }

    // A thread keeps the last call's slot, and with it a node that is gone: a later round would count it as given back.
    private static Task OnThreadOfItsOwn(Action action) => Task.Factory.StartNew(
        action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void Use(PeerCircuits circuits, PeerId peer)
    {
        circuits.AddPeer(peer);
        for (var i = 0; i < Samples; i++)
            Operations.Result(circuits.ExecuteAsync(peer, Operations.AtOnce, i));
    }
}
