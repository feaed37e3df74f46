using CretoAkka.Core.Circuits;
using CretoAkka.Core.Latency;

namespace CretoAkka.Configuration.Keys;

/// <summary>
/// The settings of a peer while they are read: what a switch turns off is still there, for a peer may turn it on again.
/// </summary>
internal sealed record PeerDraft
{
    private static readonly FailureRateRule NoRule = new(0.5, 20, 100, Span: null);

    public required PeerSettings Settings { get; init; }
    public required bool AdaptiveOn { get; init; }
    public required AdaptiveTimeoutPolicy Adaptive { get; init; }
    public required bool RateOn { get; init; }
    public required FailureRateRule Rate { get; init; }

    public CircuitPolicy Circuit => Settings.Circuit;

    public BackoffPolicy Backoff => Settings.Circuit.Backoff;

    public static PeerDraft Of(PeerSettings settings) => new()
    {
        Settings = settings,
        AdaptiveOn = settings.AdaptiveTimeout is not null,
        Adaptive = settings.AdaptiveTimeout ?? AdaptiveTimeoutPolicy.Default,
        RateOn = settings.CallFailureRate is not null,
        Rate = settings.CallFailureRate ?? NoRule,
    };

    /// <summary>What is completed by the reference configuration, in which every key has a value.</summary>
    public static PeerDraft Blank => Of(new PeerSettings
    {
        Circuit = CircuitPolicy.Default,
        RequestTimeout = TimeSpan.Zero,
        AdaptiveTimeout = null,
        CallFailureRate = null,
    });

    public PeerSettings ToSettings() => Settings with
    {
        AdaptiveTimeout = AdaptiveOn ? Adaptive : null,
        CallFailureRate = RateOn ? Rate : null,
    };

    public PeerDraft With(CircuitPolicy circuit) => this with { Settings = Settings with { Circuit = circuit } };

    public PeerDraft With(BackoffPolicy backoff) => With(Circuit with { Backoff = backoff });

    public PeerDraft With(FailureRateRule rate) => this with { Rate = rate };

    public PeerDraft With(AdaptiveTimeoutPolicy adaptive) => this with { Adaptive = adaptive };
}
