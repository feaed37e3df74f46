using System.Collections.Immutable;
using CretoAkka.Configuration.Values;
using CretoAkka.Core.Quorums;

namespace CretoAkka.Configuration.Keys;

/// <summary>The keys of <c>creto.quorum</c>, relative to <c>creto</c>; its section <c>members</c> has names.</summary>
internal static class QuorumKeys
{
    public const string Section = "quorum";
    public const string Members = "members";

    /// <summary>What a member may weigh.</summary>
    public static readonly WholeNumber<long> Weight = new(1, long.MaxValue);

    private static readonly WholeNumber<long> Any = new(0, long.MaxValue);

    public static readonly SettingKey<CretoDraft> LocalIsolationWindow = Key("local-isolation-window", Ranges.Time,
        q => q.LocalIsolationWindow, (q, v) => q with { LocalIsolationWindow = v });

    public static readonly ImmutableArray<SettingKey<CretoDraft>> All =
    [
        Key("fault-model", new Choice<FaultModel>(("byzantine", FaultModel.Byzantine), ("crash", FaultModel.Crash)),
            q => q.FaultModel, (q, v) => q with { FaultModel = v }),
        Key("max-open", new Optional<long>("auto", Any),
            q => q.MaxOpen, (q, v) => q with { MaxOpen = v }),
        Key("margin", new Number(0, 1),
            q => q.Margin, (q, v) => q with { Margin = v }),
        LocalIsolationWindow,
        Key("retain-record", Ranges.Time,
            q => q.RetainRecord, (q, v) => q with { RetainRecord = v }),
        Key("max-unknown-peers", new WholeNumber<int>(0, 1_000_000),
            q => q.MaxUnknownPeers, (q, v) => q with { MaxUnknownPeers = v }),
        Key("epoch", Any,
            q => q.Epoch, (q, v) => q with { Epoch = v }),
    ];

    private static SettingKey<CretoDraft> Key<T>(
        string path, ValueKind<T> kind, Func<QuorumSettings, T> get, Func<QuorumSettings, T, QuorumSettings> set) =>
        new SettingKey<QuorumSettings, T>(path, kind, get, set)
            .Within<CretoDraft>(Section, d => d.Quorum, (d, v) => d with { Quorum = v });
}
