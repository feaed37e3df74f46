using System.Globalization;
using System.Text;
using CretoAkka.Prometheus;
using Prometheus;

namespace CretoAkka.Tests.Observation;

/// <summary>What a node's circuits give to Prometheus.</summary>
internal sealed class Scrape : IDisposable
{
    private readonly CollectorRegistry _registry = global::Prometheus.Metrics.NewCustomRegistry();
    private readonly PrometheusCircuitMetrics _metrics;

    public Scrape(PeerCircuits circuits)
    {
        _metrics = PrometheusCircuitMetrics.Create(_registry, circuits.Settings.Metrics);
        circuits.ExportTo(_metrics);
    }

    /// <summary>The value of a series, <c>circuit_breaker_</c> and the peer's label left out; -1 where absent.</summary>
    public async Task<long> Of(PeerId peer, string metric, params string[] labels)
    {
        var all = string.Join(',', labels.Select(Quoted).Prepend($"peer_id=\"{peer}\""));
        return await Of($"{metric}{{{all}}}");
    }

    /// <summary>The value of a series that concerns no peer.</summary>
    public async Task<long> Of(string series)
    {
        using var stream = new MemoryStream();
        await _registry.CollectAndExportAsTextAsync(stream);
        var line = Encoding.UTF8.GetString(stream.ToArray()).Split('\n')
            .SingleOrDefault(one => one.StartsWith($"circuit_breaker_{series} ", StringComparison.Ordinal));
        return line is null ? -1 : long.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture);
    }

    public void Dispose() => _metrics.Dispose();

    private static string Quoted(string label) => label.Split('=') is [var name, var value] ? $"{name}=\"{value}\"" : label;
}
