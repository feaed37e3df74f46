using System.Collections.Immutable;
using CretoAkka.Core.Circuits;

namespace CretoAkka.Configuration.Keys;

/// <summary>All settings but the peers' own, while they are read.</summary>
internal sealed record CretoDraft
{
    private static readonly FailureRateRule NoRule = new(0.5, 20, CretoKeys.SessionOutcomes, TimeSpan.FromSeconds(30));

    public required string Node { get; init; }
    public required PeerDraft Default { get; init; }
    public required FallbackSettings Fallback { get; init; }
    public required SessionSettings Session { get; init; }
    public required bool SessionRateOn { get; init; }
    public required FailureRateRule SessionRate { get; init; }
    public required QuorumSettings Quorum { get; init; }
    public required MetricsSettings Metrics { get; init; }
    public required DashboardSettings Dashboard { get; init; }
    public required int MaxPeers { get; init; }

    /// <summary>What is completed by the reference configuration, in which every key has a value.</summary>
    public static CretoDraft Blank => new()
    {
        Node = "",
        Default = PeerDraft.Blank,
        Fallback = new()
        {
            MaxQueueSize = 0, MaxQueueBytes = 0, MaxTotalBytes = 0, MaxQueueTime = default, MaxRetries = 0,
            DrainRate = 0,
        },
        Session = new()
        {
            WindowMessages = 0, WindowBytes = 0, MinTimeout = default, KeepAlive = default, ProbeInterval = default,
            AcknowledgeProcessed = false, FailureRate = null,
        },
        SessionRateOn = false,
        SessionRate = NoRule,
        Quorum = new()
        {
            FaultModel = default, MaxOpen = null, Margin = 0, LocalIsolationWindow = default, RetainRecord = default,
            MaxUnknownPeers = 0, Epoch = 0, Members = ImmutableDictionary<PeerId, long>.Empty,
        },
        Metrics = new() { Enabled = false, MaxPeers = 0 },
        Dashboard = DashboardSettings.ReadOnly,
        MaxPeers = 0,
    };

    public static CretoDraft Of(CretoSettings settings) => new()
    {
        Node = settings.Node,
        Default = PeerDraft.Of(settings.Default),
        Fallback = settings.Fallback,
        Session = settings.Session,
        SessionRateOn = settings.Session.FailureRate is not null,
        SessionRate = settings.Session.FailureRate ?? NoRule,
        Quorum = settings.Quorum,
        Metrics = settings.Metrics,
        Dashboard = settings.Dashboard,
        MaxPeers = settings.MaxPeers,
    };

    public CretoDraft With(FallbackSettings fallback) => this with { Fallback = fallback };

    public CretoDraft With(SessionSettings session) => this with { Session = session };

    public CretoDraft With(FailureRateRule sessionRate) => this with { SessionRate = sessionRate };

    public CretoDraft With(MetricsSettings metrics) => this with { Metrics = metrics };

    public CretoDraft WithSession(bool on) =>
        this with { Default = Default with { Settings = Default.Settings with { Session = on } } };
}
