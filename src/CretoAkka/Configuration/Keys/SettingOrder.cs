using System.Collections.Immutable;

namespace CretoAkka.Configuration.Keys;

/// <summary>Of two keys the first may not be greater than the second, wherever the rule applies. Immutable.</summary>
internal sealed record SettingOrder(SettingKey Low, SettingKey High, Func<CretoDraft, PeerDraft, bool> Applies)
{
    /// <summary>Rules that need no more than a peer's own settings.</summary>
    public static readonly ImmutableArray<SettingOrder> OfPeer =
    [
        new(PeerKeys.MinTimeout, PeerKeys.MaxTimeout, Always),
        new(PeerKeys.MinTimeout, PeerKeys.BaseTimeout, Always),
        new(PeerKeys.BaseTimeout, PeerKeys.MaxTimeout, Always),
        new(PeerKeys.MinSamples, PeerKeys.MaxSamples, Always),
        new(PeerKeys.RateMinOutcomes, PeerKeys.RateWindow, Always),
        new(PeerKeys.Timeout, PeerKeys.BackoffMax, (_, peer) => peer.Backoff.Grows),
    ];

    /// <summary>Rules between a peer's settings and those of all.</summary>
    public static readonly ImmutableArray<SettingOrder> OfAll =
    [
        // Pings to an open circuit's peer become rarer up to its timeout.
        new(CretoKeys.ProbeInterval, PeerKeys.Timeout, (_, peer) => peer.Settings.Session),
        // What an acknowledgement is waited for lies between the two.
        new(CretoKeys.SessionMinTimeout, PeerKeys.MaxTimeout, (_, peer) => peer.Settings.Session && peer.AdaptiveOn),
        new(CretoKeys.MaxQueueBytes, CretoKeys.MaxTotalBytes, Always),
        // Members that have nothing to say are heard once in that time.
        new(CretoKeys.KeepAlive, QuorumKeys.LocalIsolationWindow, (all, _) => !all.Quorum.Members.IsEmpty),
    ];

    /// <summary>Whether the rule is broken.</summary>
    public bool IsBroken(CretoDraft all, PeerDraft peer) => Applies(all, peer) && Compare(all, peer) > 0;

    /// <summary>Whether both values are the same for two peers.</summary>
    public bool IsAlike(CretoDraft all, PeerDraft peer, PeerDraft other) =>
        Equals(ValueOf(Low, all, peer), ValueOf(Low, all, other))
        && Equals(ValueOf(High, all, peer), ValueOf(High, all, other))
        && Applies(all, peer) == Applies(all, other);

    private int Compare(CretoDraft all, PeerDraft peer) =>
        Comparer<object>.Default.Compare(ValueOf(Low, all, peer), ValueOf(High, all, peer));

    private static object? ValueOf(SettingKey key, CretoDraft all, PeerDraft peer) =>
        key is SettingKey<PeerDraft> own ? own.ValueOf(peer) : ((SettingKey<CretoDraft>)key).ValueOf(all);

    private static bool Always(CretoDraft all, PeerDraft peer) => true;
}
