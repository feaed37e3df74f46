using CretoAkka.Configuration;

namespace CretoAkka.Dashboard.Feeds;

/// <summary>Some circuits of a node through all its lives, and what happened to them. Thread-safe.</summary>
/// <param name="options">What the host says.</param>
/// <param name="circuits">Finds the circuits; null: the node is down.</param>
/// <param name="timeline">What happened to them.</param>
/// <param name="watch">Hears what happens to them.</param>
internal sealed class CircuitSource(
    CircuitDashboardOptions options, Func<PeerCircuits?> circuits, Timeline timeline, SystemWatch watch)
{
    private volatile PeerCircuits? _last;

    /// <summary>What happened.</summary>
    public Timeline Timeline => timeline;

    /// <summary>The node's name.</summary>
    public string Node => Find()?.Self.Value ?? options.Node ?? _last?.Self.Value ?? "";

    /// <summary>Who may do what, and which nodes there are.</summary>
    public DashboardSettings Settings =>
        options.Settings ?? (Find() ?? _last)?.Settings.Dashboard ?? DashboardSettings.ReadOnly;

    /// <summary>The host's own acts; null: none, or nobody may do any.</summary>
    public DashboardPanel? Panel => Settings.AllowControl ? options.Panel : null;

    /// <summary>What the circuits are called, or were before the node went down; empty: nothing.</summary>
    public string Instance => _last?.Instance ?? "";

    /// <summary>The circuits, from now on watched; null: the node is down.</summary>
    public PeerCircuits? Find()
    {
        if (circuits() is not { } now || now.ActorSystem.WhenTerminated.IsCompleted)
            return null;
        watch.Follow(now.ActorSystem);
        return _last = now;
    }
}
