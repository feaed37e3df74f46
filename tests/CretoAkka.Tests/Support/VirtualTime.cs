using Akka.Actor;
using Akka.TestKit;

namespace CretoAkka.Tests.Support;

/// <summary>The clock of a system whose scheduler is virtual.</summary>
public sealed class VirtualTime : TimeProvider
{
    private TestScheduler? _scheduler;

    public void Follow(ActorSystem system) => _scheduler = (TestScheduler)system.Scheduler;

    public override DateTimeOffset GetUtcNow() => _scheduler?.Now ?? DateTimeOffset.UnixEpoch;

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;
}
