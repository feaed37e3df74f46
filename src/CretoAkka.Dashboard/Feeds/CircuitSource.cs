using Akka.Actor;
using CretoAkka.Configuration;

namespace CretoAkka.Dashboard.Feeds;

/// <summary>
/// The circuits of a node through all its lives, and what happened to them. Thread-safe; stops when it is disposed.
/// </summary>
internal sealed class CircuitSource(CircuitDashboardOptions options, Func<PeerCircuits?> circuits, Timeline timeline)
    : IDisposable
{
    private readonly Lock _lock = new();
    private PeerCircuits? _watched;
    private IActorRef? _watcher;
    private bool _disposed;

    /// <summary>What happened.</summary>
    public Timeline Timeline => timeline;

    /// <summary>The node's name.</summary>
    public string Node => Find()?.Self.Value ?? options.Node ?? _watched?.Self.Value ?? "";

    /// <summary>Who may do what, and which nodes there are.</summary>
    public DashboardSettings Settings =>
        options.Settings ?? (Find() ?? _watched)?.Settings.Dashboard ?? DashboardSettings.ReadOnly;

    /// <summary>The host's own acts; null: none, or nobody may do any.</summary>
    public DashboardPanel? Panel => Settings.AllowControl ? options.Panel : null;

    /// <summary>The circuits, from now on watched; null: the node is down.</summary>
    public PeerCircuits? Find()
    {
        if (circuits() is not { } now || now.ActorSystem.WhenTerminated.IsCompleted)
            return null;
        lock (_lock)
        {
            if (!_disposed && !ReferenceEquals(now, _watched))
                Watch(now);
        }
        return now;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            if (_watcher is { } watcher && _watched is { } watched)
                watched.ActorSystem.Stop(watcher);
        }
    }

    // The last life's watcher ended with its actor system.
    private void Watch(PeerCircuits now)
    {
        try
        {
            _watcher = now.ActorSystem.ActorOf(TimelineWatcher.Props(timeline));
            _watched = now;
        }
        catch (InvalidOperationException)
        {
            // The system is ending at this moment: there is nothing left to watch.
        }
    }
}
