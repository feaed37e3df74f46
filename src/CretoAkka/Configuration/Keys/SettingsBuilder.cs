using System.Collections.Immutable;
using System.Globalization;

namespace CretoAkka.Configuration.Keys;

/// <summary>Makes settings of drafts, and knows what is asked of peers as a whole.</summary>
internal static class SettingsBuilder
{
    public static string ExpectedName { get; } = string.Create(
        CultureInfo.InvariantCulture, $"a peer's name of 1 to {PeerId.MaxLength} characters");

    public static string ExpectedPeers(int peers) =>
        string.Create(CultureInfo.InvariantCulture, $"at least {peers}, the number of peers that are configured");

    public static bool IsName(string name) => name.Length is > 0 and <= PeerId.MaxLength;

    public static CretoSettings Build(CretoDraft all, ImmutableDictionary<PeerId, PeerDraft> peers) => new()
    {
        Node = all.Node,
        Default = all.Default.ToSettings(),
        Peers = peers.ToImmutableDictionary(p => p.Key, p => p.Value.ToSettings()),
        Fallback = all.Fallback,
        Session = all.Session with { FailureRate = all.SessionRateOn ? all.SessionRate : null },
        Metrics = all.Metrics,
        MaxPeers = all.MaxPeers,
    };
}
