using System.Collections.Concurrent;

namespace CretoAkka.Dashboard.Feeds;

/// <summary>Circuits that a page shows, and who listens to them.</summary>
/// <param name="Source">The circuits.</param>
/// <param name="Feed">Who listens.</param>
internal sealed record CircuitView(CircuitSource Source, CircuitFeed Feed);

/// <summary>
/// The circuits that the host names, and beside them every instance of the same actor system by its name. Thread-safe.
/// </summary>
internal sealed class CircuitViews : IDisposable
{
    private readonly ConcurrentDictionary<string, CircuitView> _others = new(StringComparer.Ordinal);
    private readonly Lock _making = new();
    private readonly Seats _seats = new(Seats.OfANode);
    private readonly CircuitDashboardOptions _options;
    private readonly Timelines _timelines;
    private readonly SystemWatch _watch;
    private bool _disposed; // Under the lock.

    public CircuitViews(CircuitDashboardOptions options, Func<PeerCircuits?> circuits, TimeProvider time)
    {
        _options = options;
        _timelines = new Timelines(time);
        _watch = new SystemWatch(_timelines);
        Main = View(options, () => Called(circuits()), _timelines.Main);
    }

    /// <summary>What is shown where nothing else is asked for.</summary>
    public CircuitView Main { get; }

    /// <summary>What is asked for; null: there is no such instance.</summary>
    /// <param name="instance">The name of it; null: what the host names.</param>
    public CircuitView? Of(string? instance)
    {
        if (instance is null)
            return Main;
        var main = Main.Source.Find();
        if (_timelines.IsMain(instance))
            return Main;
        if (_others.TryGetValue(instance, out var view))
            return view;
        return main is not null && PeerCircuits.Find(main.ActorSystem, instance) is not null ? Make(instance) : null;
    }

    public void Dispose()
    {
        lock (_making)
            _disposed = true;
        Main.Feed.Dispose();
        foreach (var view in _others.Values)
            view.Feed.Dispose();
        _watch.Dispose();
    }

    private CircuitView? Make(string instance)
    {
        // The host's own acts are done to the node, and stand on one page.
        var options = new CircuitDashboardOptions { Node = _options.Node, Settings = _options.Settings };
        lock (_making)
        {
            return _disposed ? null : _others.GetOrAdd(instance, name => View(
                options,
                () => Main.Source.Find() is { } main ? PeerCircuits.Find(main.ActorSystem, name) : null,
                _timelines.Of(name)));
        }
    }

    private CircuitView View(CircuitDashboardOptions options, Func<PeerCircuits?> circuits, Timeline timeline)
    {
        var source = new CircuitSource(options, circuits, timeline, _watch);
        return new CircuitView(source, new CircuitFeed(source, _seats));
    }

    private PeerCircuits? Called(PeerCircuits? circuits)
    {
        if (circuits is not null)
            _timelines.CallMain(circuits.Instance);
        return circuits;
    }
}
