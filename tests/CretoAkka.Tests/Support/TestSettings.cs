using System.Collections.Immutable;
using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;

namespace CretoAkka.Tests.Support;

/// <summary>Settings with small numbers, to be changed by <c>with</c>.</summary>
internal static class TestSettings
{
    public static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(1);

    public static readonly PeerSettings Peer = new()
    {
        Circuit = new CircuitPolicy
        {
            FailureThreshold = 3,
            OpenTimeout = OpenTimeout,
            HalfOpenMaxCalls = 2,
            SuccessThreshold = 2,
        },
        RequestTimeout = RequestTimeout,
        AdaptiveTimeout = null,
        CallFailureRate = null,
    };

    public static CretoSettings Of(PeerSettings peer, int maxPeers = 100) => new()
    {
        Node = "test",
        Default = peer,
        Peers = ImmutableDictionary<PeerId, PeerSettings>.Empty,
        Fallback = new FallbackSettings
        {
            MaxQueueSize = 1000,
            MaxQueueBytes = 1 << 20,
            MaxTotalBytes = 1 << 24,
            MaxQueueTime = TimeSpan.FromSeconds(300),
            MaxRetries = 3,
            DrainRate = 1000,
        },
        Session = new SessionSettings
        {
            WindowMessages = 2048,
            WindowBytes = 128 * 1024,
            MinTimeout = TimeSpan.FromMilliseconds(500),
            KeepAlive = TimeSpan.FromSeconds(1),
            ProbeInterval = TimeSpan.FromSeconds(1),
            AcknowledgeProcessed = false,
            FailureRate = null,
        },
        Quorum = CretoSettings.Reference.Quorum,
        Metrics = new MetricsSettings { Enabled = true, MaxPeers = 100 },
        MaxPeers = maxPeers,
    };
}
