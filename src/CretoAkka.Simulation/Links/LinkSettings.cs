using CretoAkka.Core.Circuits;
using CretoAkka.Core.Latency;
using CretoAkka.Core.Queues;
using CretoAkka.Core.Sessions;

namespace CretoAkka.Simulation.Links;

/// <summary>The numbers that all links of a run obey.</summary>
internal sealed record LinkSettings
{
    /// <summary>The circuit's.</summary>
    public CircuitPolicy Circuit { get; init; } = CircuitPolicy.Default with
    {
        FailureThreshold = 3,
        OpenTimeout = TimeSpan.FromSeconds(10),
        Backoff = new BackoffPolicy(1.5, TimeSpan.FromSeconds(30), 0.2),
    };

    /// <summary>The session's.</summary>
    public SessionPolicy Session { get; init; } = SessionPolicy.Default with
    {
        MinTimeout = TimeSpan.FromSeconds(1),
        MaxTimeout = TimeSpan.FromSeconds(10),
        MarkersPerTimeout = 3,
        FirstMarkers = 10,
        WindowMessages = 64,
        WindowBytes = 64 * 1024,
        KeepAlive = TimeSpan.FromSeconds(2),
        AckDelay = TimeSpan.FromMilliseconds(100),
    };

    /// <summary>The queue's.</summary>
    public OutboundPolicy Queue { get; init; } = new()
    {
        Critical = new QueuePolicy(100, 256 * 1024, TimeSpan.FromSeconds(120), 3),
        Normal = new QueuePolicy(200, 128 * 1024, TimeSpan.FromSeconds(60), 3),
        Bulk = new QueuePolicy(50, 512 * 1024, TimeSpan.FromSeconds(60), 3),
    };

    /// <summary>The timeout's that follows latency.</summary>
    public AdaptiveTimeoutPolicy Timeout { get; init; } = AdaptiveTimeoutPolicy.Default with
    {
        BaseTimeout = TimeSpan.FromSeconds(2),
        MinTimeout = TimeSpan.FromMilliseconds(500),
        MaxTimeout = TimeSpan.FromSeconds(10),
        MaxSamples = 50,
    };

    /// <summary>The second trip rule of sessions.</summary>
    public FailureRateRule SessionRate { get; init; } = new(0.5, 20, 0, TimeSpan.FromSeconds(30));

    /// <summary>Messages a second that leave after a recovery.</summary>
    public int DrainRate { get; init; } = 100;

    /// <summary>How often a silent open peer is asked at first.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long members must be silent before a node suspects itself.</summary>
    public TimeSpan IsolationWindow { get; init; } = TimeSpan.FromSeconds(2);
}
