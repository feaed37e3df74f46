using System.Diagnostics.Metrics;
using CretoAkka.Configuration;
using CretoAkka.Diagnostics;
using CretoAkka.Metrics;
using Prometheus;

namespace CretoAkka.Prometheus;

/// <summary>
/// Every peer's circuit (<see cref="PeerCatalogue"/>) and the node's quorum (<see cref="NodeCatalogue"/>) as series on
/// one registry. Thread-safe.
/// </summary>
/// <remarks>
/// <para>A peer's series are there, at 0, as soon as it is added, and gone once it is removed.</para>
/// <para>
/// At most <see cref="MetricsSettings.MaxPeers"/> peers have series of their own: first come, first served, for as
/// long as they stay. The others share the series <c>peer_id="other"</c>: counters are the sum over all peers that
/// ever shared it, so they never go down when one leaves, and the state is the worst one now (open before half-open
/// before closed), so that an alert on open circuits also sees the peers without series. Other gauges are their sum or
/// the highest of them. A peer of the name <c>other</c> always shares it.
/// </para>
/// <para>
/// States and counters are read when the registry is scraped, and cost nothing in between. A counter never goes
/// down, also where a circuit's statistics start again. A latency carries the trace of its call, where there is one, as
/// exemplar: whoever scrapes in the OpenMetrics format sees it.
/// </para>
/// <para>
/// prometheus-net's own adapter of meters, on its default registry, is told to leave out the meter of
/// <see cref="CircuitTelemetry"/>, which has the same facts. A program that calls <c>Metrics.ConfigureMeterAdapter</c>
/// itself, after this, leaves it out itself.
/// </para>
/// </remarks>
public sealed class PrometheusCircuitMetrics : ICircuitMetrics, IDisposable
{
    /// <summary>The label of the series that peers without their own share.</summary>
    public const string SharedLabel = "other";

    private readonly Lock _lock = new();
    private readonly Dictionary<PeerId, OwnPeer> _own = [];
    private readonly CircuitFamilies _families;
    private readonly SharedSeries _shared;
    private readonly RegistryClaim _claim;
    private readonly int _maxPeers;
    private OwnPeer[]? _snapshot;
    private NodeSeries? _node;
    private bool _on;

    private PrometheusCircuitMetrics(
        CollectorRegistry registry, MetricsSettings settings, IReadOnlyList<CircuitMetric<PeerFacts>> ofPeers)
    {
        _on = settings.Enabled;
        _maxPeers = settings.MaxPeers;
        _families = new CircuitFamilies(registry, ofPeers);
        _shared = new SharedSeries(_families);
        _claim = RegistryClaim.Take(registry, this);
    }

    /// <summary>Exports the circuits of one actor system on <paramref name="registry"/>.</summary>
    /// <param name="registry">Takes one export at a time; give each actor system of a process its own.</param>
    /// <param name="settings">Whether anything is exported, and how many peers have series of their own.</param>
    /// <exception cref="InvalidOperationException">The registry already has an export that is not disposed.</exception>
    public static PrometheusCircuitMetrics Create(CollectorRegistry registry, MetricsSettings settings) =>
        Create(registry, settings, PeerCatalogue.All.Select(metric => metric.Name).ToHashSet());

    /// <summary>The same, with some of a peer's metrics only: each of its series takes memory.</summary>
    /// <param name="registry">As above.</param>
    /// <param name="settings">As above.</param>
    /// <param name="ofPeers">
    /// Names of <see cref="PeerCatalogue"/>, such as <c>circuit_breaker_state</c>. The latency and what concerns no
    /// single peer are always there. Dashboards and alerts that ask for others find nothing.
    /// </param>
    /// <exception cref="ArgumentException">There is no metric of that name.</exception>
    /// <exception cref="InvalidOperationException">As above.</exception>
    public static PrometheusCircuitMetrics Create(
        CollectorRegistry registry, MetricsSettings settings, IReadOnlySet<string> ofPeers)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(ofPeers);
        if (ofPeers.FirstOrDefault(name => !PeerCatalogue.All.Any(metric => metric.Name == name)) is { } unknown)
        {
            throw new ArgumentException(
                $"A peer has no metric '{unknown}'; expected a name of PeerCatalogue, such as circuit_breaker_state.",
                nameof(ofPeers));
        }
        if (settings.MaxPeers < 0)
            throw new ArgumentException("MaxPeers is negative; expected 0 or more.", nameof(settings));
        if (settings.Enabled)
            global::Prometheus.Metrics.ConfigureMeterAdapter(static o => o.InstrumentFilterPredicate = IsNotOurs);
        // Switched off, everything runs against a registry that nobody scrapes: no second way through the code.
        return new PrometheusCircuitMetrics(
            settings.Enabled ? registry : global::Prometheus.Metrics.NewCustomRegistry(),
            settings,
            [.. PeerCatalogue.All.Where(metric => ofPeers.Contains(metric.Name))]);
    }

    /// <summary>Says where the facts are that concern no single peer; one more replaces them.</summary>
    /// <param name="facts">Called on the scraping thread; must not wait for a caller of this object.</param>
    public void AddNode(Func<NodeFacts> facts)
    {
        lock (_lock)
        {
            if (!_on)
                return;
            _node?.Remove();
            _node = new NodeSeries(_families.Node.Series(), facts);
        }
    }

    /// <summary>Adds a peer. Adding one that is there removes it first, and its series start again at 0.</summary>
    /// <param name="peer">Any name: what a label cannot carry is escaped.</param>
    /// <param name="facts">Called on the scraping thread; must not wait for a caller of this object.</param>
    public IPeerMetrics Add(PeerId peer, Func<PeerFacts> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var reading = new PeerReading(_families.Values, facts);
        lock (_lock)
        {
            if (!_on)
                return NoMetrics.Instance;
            Leave(peer);
            return _own.Count < _maxPeers && peer.Value != SharedLabel
                ? AddOwn(peer, reading)
                : _shared.Add(peer, reading);
        }
    }

    /// <summary>Removes a peer; one that is not there is no error. What it still observes is lost.</summary>
    public void Remove(PeerId peer)
    {
        lock (_lock)
            Leave(peer);
    }

    /// <summary>Removes every series and frees the registry. Peers added later are ignored.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _on = false;
            foreach (var peer in _own.Values)
                peer.Series.Remove();
            _own.Clear();
            _snapshot = null;
            _shared.Remove();
            _node?.Remove();
            _node = null;
        }
        _claim.Release(this);
    }

    private static bool IsNotOurs(Instrument instrument) => instrument.Meter.Name != CircuitTelemetry.Name;

    private PeerSeries AddOwn(PeerId peer, PeerReading reading)
    {
        var series = new PeerSeries(_families, LabelValue.Of(peer));
        _own.Add(peer, new OwnPeer(series, reading));
        _snapshot = null;
        return series;
    }

    private void Leave(PeerId peer)
    {
        if (_own.Remove(peer, out var own))
        {
            own.Series.Remove();
            _snapshot = null;
        }
        else
        {
            _shared.Leave(peer);
        }
    }

    // Statistics are read outside the lock: a scrape must not hold up the peers that come and go meanwhile.
    internal void Collect()
    {
        foreach (var peer in Snapshot())
            peer.Series.Publish(peer.Reading.Read());
        _shared.Publish(_lock);
        Volatile.Read(ref _node)?.Publish();
    }

    private OwnPeer[] Snapshot()
    {
        lock (_lock)
            return _snapshot ??= [.. _own.Values];
    }

    private sealed record OwnPeer(PeerSeries Series, PeerReading Reading);

    private sealed class NoMetrics : IPeerMetrics
    {
        public static readonly NoMetrics Instance = new();

        public void Observe(TimeSpan latency, LatencyStatus status) { }
    }
}
