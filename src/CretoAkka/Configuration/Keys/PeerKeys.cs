using System.Collections.Immutable;
using CretoAkka.Configuration.Values;
using CretoAkka.Core.Circuits;

namespace CretoAkka.Configuration.Keys;

/// <summary>
/// The keys of <c>creto.circuit-breaker</c> that a peer may override, and those that only a peer has.
/// </summary>
internal static class PeerKeys
{
    private static readonly Number Rate = new(0, 1, aboveLeast: true);

    private static readonly Choice<CircuitMode> Modes = new(
        ("automatic", CircuitMode.Automatic), ("observe-only", CircuitMode.ObserveOnly), ("off", CircuitMode.Off));

    public static readonly SettingKey<PeerDraft> Timeout = Key("timeout", Ranges.Time,
        d => d.Circuit.OpenTimeout, (d, v) => d.With(d.Circuit with { OpenTimeout = v }));

    public static readonly SettingKey<PeerDraft> BackoffMax = Key("backoff.max", Ranges.Time,
        LongestPeriod, (d, v) => d.With(d.Backoff with { Maximum = v }));

    public static readonly SettingKey<PeerDraft> RateMinOutcomes = Key("failure-rate.min-outcomes", Ranges.Samples,
        d => d.Rate.MinimumOutcomes, (d, v) => d.With(d.Rate with { MinimumOutcomes = v }));

    public static readonly SettingKey<PeerDraft> RateWindow = Key("failure-rate.window", Ranges.Samples,
        d => d.Rate.Capacity, (d, v) => d.With(d.Rate with { Capacity = v }));

    public static readonly SettingKey<PeerDraft> BaseTimeout = Key("adaptive-timeout.base-timeout", Ranges.Time,
        d => d.Adaptive.BaseTimeout, (d, v) => d.With(d.Adaptive with { BaseTimeout = v }));

    public static readonly SettingKey<PeerDraft> MinTimeout = Key("adaptive-timeout.min-timeout", Ranges.Time,
        d => d.Adaptive.MinTimeout, (d, v) => d.With(d.Adaptive with { MinTimeout = v }));

    public static readonly SettingKey<PeerDraft> MaxTimeout = Key("adaptive-timeout.max-timeout", Ranges.Time,
        d => d.Adaptive.MaxTimeout, (d, v) => d.With(d.Adaptive with { MaxTimeout = v }));

    public static readonly SettingKey<PeerDraft> MaxSamples = Key("adaptive-timeout.max-samples", Ranges.Samples,
        d => d.Adaptive.MaxSamples, (d, v) => d.With(d.Adaptive with { MaxSamples = v }));

    public static readonly SettingKey<PeerDraft> MinSamples = Key("adaptive-timeout.min-samples", Ranges.Samples,
        d => d.Adaptive.MinSamples, (d, v) => d.With(d.Adaptive with { MinSamples = v }));

    public static readonly SettingKey<PeerDraft> Address = Key("address", new ActorAddress(),
        d => d.Settings.Address, (d, v) => d with { Settings = d.Settings with { Address = v } });

    /// <summary>What <c>creto.circuit-breaker</c> says for all peers, and a peer for itself.</summary>
    public static readonly ImmutableArray<SettingKey<PeerDraft>> Shared =
    [
        Key("failure-threshold", Ranges.Count,
            d => d.Circuit.FailureThreshold, (d, v) => d.With(d.Circuit with { FailureThreshold = v })),
        Timeout,
        Key("half-open-max-calls", Ranges.Count,
            d => d.Circuit.HalfOpenMaxCalls, (d, v) => d.With(d.Circuit with { HalfOpenMaxCalls = v })),
        Key("success-threshold", Ranges.Count,
            d => d.Circuit.SuccessThreshold, (d, v) => d.With(d.Circuit with { SuccessThreshold = v })),
        Key("request-timeout", Ranges.Time,
            d => d.Settings.RequestTimeout, (d, v) => d with { Settings = d.Settings with { RequestTimeout = v } }),
        Key("mode", Modes, d => d.Circuit.Mode, (d, v) => d.With(d.Circuit with { Mode = v })),
        Key("backoff.factor", new Number(1, 100),
            d => d.Backoff.Factor, (d, v) => d.With(d.Backoff with { Factor = v })),
        BackoffMax,
        Key("backoff.jitter", new Number(0, 1, belowMost: true),
            d => d.Backoff.Jitter, (d, v) => d.With(d.Backoff with { Jitter = v })),
        Key("failure-rate.enabled", Choices.Switch, d => d.RateOn, (d, v) => d with { RateOn = v }),
        Key("failure-rate.rate", Rate,
            d => d.Rate.FailureRate, (d, v) => d.With(d.Rate with { FailureRate = v })),
        RateMinOutcomes,
        RateWindow,
        Key("adaptive-timeout.enabled", Choices.Switch, d => d.AdaptiveOn, (d, v) => d with { AdaptiveOn = v }),
        BaseTimeout,
        Key("adaptive-timeout.percentile", new Number(0, 100, aboveLeast: true),
            d => d.Adaptive.Percentile, (d, v) => d.With(d.Adaptive with { Percentile = v })),
        Key("adaptive-timeout.multiplier", new Number(1, 100),
            d => d.Adaptive.Multiplier, (d, v) => d.With(d.Adaptive with { Multiplier = v })),
        MinTimeout,
        MaxTimeout,
        MaxSamples,
        MinSamples,
    ];

    /// <summary>All that a peer's own section may say.</summary>
    public static readonly ImmutableArray<SettingKey<PeerDraft>> Own =
    [
        .. Shared,
        Address,
        Key("session", Choices.Switch,
            d => d.Settings.Session, (d, v) => d with { Settings = d.Settings with { Session = v } }),
    ];

    // Where periods do not grow the maximum says nothing, and code may leave it unlimited.
    private static TimeSpan LongestPeriod(PeerDraft draft) =>
        draft.Backoff.Grows ? draft.Backoff.Maximum : Ranges.LongestTime;

    private static SettingKey<PeerDraft> Key<T>(
        string path, ValueKind<T> kind, Func<PeerDraft, T> get, Func<PeerDraft, T, PeerDraft> set) =>
        new SettingKey<PeerDraft, T>(path, kind, get, set);
}
