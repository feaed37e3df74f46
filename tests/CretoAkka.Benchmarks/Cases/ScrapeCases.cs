using System.Diagnostics;
using CretoAkka.Benchmarks.Ratios;
using CretoAkka.Prometheus;
using Prometheus;

namespace CretoAkka.Benchmarks.Cases;

/// <summary>P12: what a scrape of a thousand peers takes, and what it takes from calls.</summary>
internal sealed class ScrapeCases
{
    // Several scrapes long.
    private const int CallsDuringScrapes = 500_000;

    private readonly MeasuredNode _node;
    private readonly CollectorRegistry _ours = global::Prometheus.Metrics.NewCustomRegistry();
    private readonly CollectorRegistry _theirs = global::Prometheus.Metrics.NewCustomRegistry();
    private readonly PrometheusCircuitMetrics _metrics;
    private readonly PeerId _peer = MeasuredNode.Peer(505);
    private readonly CallCount _count;

    public ScrapeCases(MeasuredNode node)
    {
        _node = node;
        _count = new(node.Circuits);
        _metrics = PrometheusCircuitMetrics.Create(
            _ours, node.Circuits.Settings.Metrics with { MaxPeers = int.MaxValue });
    }

    public IEnumerable<Comparison> All()
    {
        _node.Circuits.ExportTo(_metrics);
        PlainSeries.Copy(_ours, _theirs);
        yield return new Comparison(
            "P12", "scrape of 1,000 peers", Work.Async("the circuits", times => Scrape(_ours, times)),
            Work.Async("as many series that nobody reads", times => Scrape(_theirs, times)), 1.2);
        yield return new Comparison(
            "P12a", "calls while it runs", Work.Figure("scraping the circuits", times => CallDuring(_ours, times)),
            Work.Figure("scraping as many series", times => CallDuring(_theirs, times)), 1.02)
        {
            Times = CallsDuringScrapes,
            Check = () => Task.FromResult(_count.Difference()),
        };
    }

    private static async Task Scrape(CollectorRegistry registry, int times)
    {
        for (var i = 0; i < times; i++)
            await registry.CollectAndExportAsTextAsync(Stream.Null);
    }

    // A scrape runs beside the calls from before the first until after the last. How long the last scrape goes on when
    // they are over is not theirs.
    private async Task<double> CallDuring(CollectorRegistry registry, int times)
    {
        var scraping = true;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var scraper = Task.Factory.StartNew(
            () =>
            {
                started.SetResult();
                while (Volatile.Read(ref scraping))
                    Scrape(registry, 1).GetAwaiter().GetResult();
            },
            TaskCreationOptions.LongRunning);
        await started.Task;
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
            Operations.Result(_node.Circuits.ExecuteAsync(_peer, Operations.AtOnce, i));
        var took = Stopwatch.GetElapsedTime(began);
        Volatile.Write(ref scraping, false);
        await scraper;
        _count.Add(_peer, times);
        return took.TotalNanoseconds / times;
    }
}
