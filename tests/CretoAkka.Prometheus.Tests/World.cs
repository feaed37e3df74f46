using System.Text;
using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;
using CretoAkka.Metrics;
using Prometheus;

namespace CretoAkka.Prometheus.Tests;

/// <summary>A registry of its own, an export on it, and circuits that say what a test tells them to.</summary>
internal sealed class World : IDisposable
{
    public World(int maxPeers = 100, bool enabled = true)
        : this(global::Prometheus.Metrics.NewCustomRegistry(), maxPeers, enabled)
    {
    }

    public World(
        CollectorRegistry registry, int maxPeers = 100, bool enabled = true, IReadOnlySet<string>? ofPeers = null)
    {
        Registry = registry;
        var settings = new MetricsSettings { Enabled = enabled, MaxPeers = maxPeers };
        Metrics = ofPeers is null
            ? PrometheusCircuitMetrics.Create(registry, settings)
            : PrometheusCircuitMetrics.Create(registry, settings, ofPeers);
    }

    public CollectorRegistry Registry { get; }

    public PrometheusCircuitMetrics Metrics { get; }

    public FakeCircuit Add(PeerId peer)
    {
        var circuit = new FakeCircuit();
        circuit.Series = Metrics.Add(peer, () => circuit.Facts);
        return circuit;
    }

    /// <summary>The text of a scrape.</summary>
    public async Task<string> Scrape()
    {
        using var stream = new MemoryStream();
        await Registry.CollectAndExportAsTextAsync(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The lines of a scrape that carry values, as "series value", in their order.</summary>
    public async Task<string[]> Samples() =>
        [.. (await Scrape()).Split('\n').Where(l => l.Length > 0 && l[0] != '#')];

    /// <summary>The value of one series, written as in a scrape; null where it is absent.</summary>
    public async Task<string?> Value(string series)
    {
        var line = (await Samples()).SingleOrDefault(l => l.StartsWith(series + " ", StringComparison.Ordinal));
        return line?[(series.Length + 1)..];
    }

    public void Dispose() => Metrics.Dispose();
}

/// <summary>A circuit whose facts are set by hand.</summary>
internal sealed class FakeCircuit
{
    public PeerFacts Facts { get; set; } = new();

    public CircuitStats Stats { set => Facts = Facts with { Circuit = value }; }

    public IPeerMetrics Series { get; set; } = null!;
}
