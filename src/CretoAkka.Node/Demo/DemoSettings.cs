using System.Collections.Immutable;
using System.Globalization;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Latency;

namespace CretoAkka.Node.Demo;

/// <summary>Numbers with which a circuit opens and closes within seconds.</summary>
internal static class DemoSettings
{
    private static readonly PeerSettings Peer = new()
    {
        Circuit = CircuitPolicy.Default with { OpenTimeout = TimeSpan.FromSeconds(2) },
        RequestTimeout = TimeSpan.FromMilliseconds(500),
        AdaptiveTimeout = AdaptiveTimeoutPolicy.Default with { BaseTimeout = TimeSpan.FromMilliseconds(500) },
        CallFailureRate = null,
    };

    /// <summary>What the actor system is made with.</summary>
    public static ActorSystemSetup Setup => ActorSystemSetup.Create(
        BootstrapSetup.Create().WithConfig(ConfigurationFactory.ParseString("akka.loglevel = ERROR")),
        new PeerCircuitsSetup { Settings = Settings });

    private static CretoSettings Settings => new()
    {
        Node = "demo",
        Default = Peer,
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
        Metrics = new MetricsSettings { Enabled = true, MaxPeers = 100 },
        MaxPeers = 100,
    };

    /// <summary>The numbers, for the first line.</summary>
    public static string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"opens after {Peer.Circuit.FailureThreshold} failures, half-open after {Peer.Circuit.OpenTimeout.TotalSeconds} s, " +
        $"calls at most {Peer.RequestTimeout.TotalMilliseconds} ms");
}
