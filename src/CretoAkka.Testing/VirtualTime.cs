using Akka.Actor;
using Akka.TestKit;

namespace CretoAkka.Testing;

/// <summary>
/// The clock of an actor system whose scheduler is Akka's <see cref="TestScheduler"/>: it moves when that is advanced.
/// Its timers run on that scheduler, so <c>Task.Delay(span, time)</c> is virtual too. Thread-safe.
/// </summary>
public sealed class VirtualTime : TimeProvider
{
    /// <summary>The moment at which it starts, always the same.</summary>
    public static readonly DateTimeOffset Start = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private DateTimeOffset _followedFrom;
    private volatile TestScheduler? _scheduler;

    /// <summary>How much has passed.</summary>
    public TimeSpan Elapsed => _scheduler is { } scheduler ? scheduler.Now - _followedFrom : TimeSpan.Zero;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Moves with a system's scheduler from now on. Before that it stands still.</summary>
    /// <exception cref="InvalidOperationException">The system's scheduler is not virtual.</exception>
    public void Follow(ActorSystem system)
    {
        if (system.Scheduler is not TestScheduler scheduler)
            throw new InvalidOperationException(
                $"The time of actor system '{system.Name}' is not virtual: make it with VirtualCircuits.Setup().");
        if (ReferenceEquals(_scheduler, scheduler))
            return;
        _followedFrom = scheduler.Now;
        _scheduler = scheduler;
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Start + Elapsed;

    /// <inheritdoc/>
    public override long GetTimestamp() => Elapsed.Ticks;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">It follows no system yet.</exception>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var scheduler = _scheduler
            ?? throw new InvalidOperationException("This virtual time follows no actor system yet: call Follow.");
        var timer = new VirtualTimer(scheduler, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }
}
