using System.Collections.Immutable;
using CretoAkka.Configuration.Values;

namespace CretoAkka.Configuration.Keys;

/// <summary>Every key of <c>creto</c> but those of a peer's own section.</summary>
internal static class CretoKeys
{
    public const string Root = "creto";
    public const string Circuits = "circuit-breaker";
    public const string Peers = "peers";

    /// <summary>A session's failure rate is taken over a time, and over this many outcomes at most.</summary>
    public const int SessionOutcomes = 512;

    private static readonly WholeNumber<int> Most = new(1, 1_000_000);
    private static readonly ByteSize QueueBytes = new(1L << 10, 64L << 30);

    public static readonly SettingKey<CretoDraft> Node = Key("node", new ShortText(PeerId.MaxLength),
        d => d.Node, (d, v) => d with { Node = v });

    public static readonly SettingKey<CretoDraft> MaxPeers = Key("circuit-breaker.max-peers", Most,
        d => d.MaxPeers, (d, v) => d with { MaxPeers = v });

    public static readonly SettingKey<CretoDraft> MaxQueueBytes =
        Key("circuit-breaker.fallback.max-queue-bytes", QueueBytes,
            d => d.Fallback.MaxQueueBytes, (d, v) => d.With(d.Fallback with { MaxQueueBytes = v }));

    public static readonly SettingKey<CretoDraft> MaxTotalBytes =
        Key("circuit-breaker.fallback.max-total-bytes", QueueBytes,
            d => d.Fallback.MaxTotalBytes, (d, v) => d.With(d.Fallback with { MaxTotalBytes = v }));

    public static readonly SettingKey<CretoDraft> SessionMinTimeout = Key("session.min-timeout", Ranges.Time,
        d => d.Session.MinTimeout, (d, v) => d.With(d.Session with { MinTimeout = v }));

    public static readonly SettingKey<CretoDraft> KeepAlive = Key("session.keep-alive", Ranges.Time,
        d => d.Session.KeepAlive, (d, v) => d.With(d.Session with { KeepAlive = v }));

    public static readonly SettingKey<CretoDraft> ProbeInterval = Key("session.probe-interval", Ranges.Time,
        d => d.Session.ProbeInterval, (d, v) => d.With(d.Session with { ProbeInterval = v }));

    private static readonly ImmutableArray<SettingKey<CretoDraft>> Fallback =
    [
        Key("circuit-breaker.fallback.max-queue-size", Most,
            d => d.Fallback.MaxQueueSize, (d, v) => d.With(d.Fallback with { MaxQueueSize = v })),
        MaxQueueBytes,
        MaxTotalBytes,
        Key("circuit-breaker.fallback.max-queue-time", Ranges.Time,
            d => d.Fallback.MaxQueueTime, (d, v) => d.With(d.Fallback with { MaxQueueTime = v })),
        Key("circuit-breaker.fallback.max-retries", new WholeNumber<int>(0, 1_000),
            d => d.Fallback.MaxRetries, (d, v) => d.With(d.Fallback with { MaxRetries = v })),
        Key("circuit-breaker.fallback.drain-rate", Most,
            d => d.Fallback.DrainRate, (d, v) => d.With(d.Fallback with { DrainRate = v })),
    ];

    private static readonly ImmutableArray<SettingKey<CretoDraft>> Session =
    [
        Key("session.enabled", Choices.Switch,
            d => d.Default.Settings.Session, (d, v) => d.WithSession(v)),
        Key("session.window.messages", new WholeNumber<int>(1, 65_536),
            d => d.Session.WindowMessages, (d, v) => d.With(d.Session with { WindowMessages = v })),
        Key("session.window.bytes", new ByteSize(1L << 10, 64L << 20),
            d => d.Session.WindowBytes, (d, v) => d.With(d.Session with { WindowBytes = v })),
        SessionMinTimeout,
        KeepAlive,
        ProbeInterval,
        Key("session.ack", new Choice<bool>(("handed-over", false), ("processed", true)),
            d => d.Session.AcknowledgeProcessed, (d, v) => d.With(d.Session with { AcknowledgeProcessed = v })),
        Key("session.failure-rate.enabled", Choices.Switch,
            d => d.SessionRateOn, (d, v) => d with { SessionRateOn = v }),
        Key("session.failure-rate.rate", new Number(0, 1, aboveLeast: true),
            d => d.SessionRate.FailureRate, (d, v) => d.With(d.SessionRate with { FailureRate = v })),
        Key("session.failure-rate.min-outcomes", new WholeNumber<int>(1, SessionOutcomes),
            d => d.SessionRate.MinimumOutcomes, (d, v) => d.With(d.SessionRate with { MinimumOutcomes = v })),
        Key("session.failure-rate.window", Ranges.Time,
            d => d.SessionRate.Span ?? TimeSpan.Zero, (d, v) => d.With(d.SessionRate with { Span = v })),
    ];

    /// <summary>All of them, relative to <c>creto</c>.</summary>
    public static readonly ImmutableArray<SettingKey<CretoDraft>> All =
    [
        Node,
        .. PeerKeys.Shared.Select(key =>
            key.Within<CretoDraft>(Circuits, d => d.Default, (d, v) => d with { Default = v })),
        .. Fallback,
        MaxPeers,
        .. Session,
        .. QuorumKeys.All,
        Key("metrics.enabled", Choices.Switch,
            d => d.Metrics.Enabled, (d, v) => d.With(d.Metrics with { Enabled = v })),
        Key("metrics.max-peers", new WholeNumber<int>(1, 100_000),
            d => d.Metrics.MaxPeers, (d, v) => d.With(d.Metrics with { MaxPeers = v })),
        .. DashboardKeys.All,
    ];

    private static SettingKey<CretoDraft> Key<T>(
        string path, ValueKind<T> kind, Func<CretoDraft, T> get, Func<CretoDraft, T, CretoDraft> set) =>
        new SettingKey<CretoDraft, T>(path, kind, get, set);
}
