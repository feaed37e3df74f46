using Akka.Actor;

namespace CretoAkka.Dashboard.Feeds;

/// <summary>Has an actor in the node's system, in each of its lives, that hears what happens. Thread-safe.</summary>
internal sealed class SystemWatch(Timelines timelines) : IDisposable
{
    private readonly Lock _lock = new();
    private ActorSystem? _watched;
    private IActorRef? _watcher;
    private bool _disposed;

    /// <summary>Listens to a system from now on. The last one's watcher ended with it.</summary>
    public void Follow(ActorSystem system)
    {
        lock (_lock)
        {
            if (!_disposed && !ReferenceEquals(system, _watched))
                Watch(system);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            if (_watcher is { } watcher && _watched is { } watched)
                watched.Stop(watcher);
        }
    }

    private void Watch(ActorSystem system)
    {
        try
        {
            _watcher = system.ActorOf(TimelineWatcher.Props(timelines));
            _watched = system;
        }
        catch (InvalidOperationException)
        {
            // The system is ending at this moment: there is nothing left to watch.
        }
    }
}
