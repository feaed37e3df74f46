using System.Collections.Immutable;
using System.Globalization;

namespace CretoAkka.Configuration.Keys;

/// <summary>Makes settings of drafts, and knows what is asked of peers as a whole.</summary>
internal static class SettingsBuilder
{
    public static string ExpectedName { get; } = string.Create(
        CultureInfo.InvariantCulture, $"a peer's name of 1 to {PeerId.MaxLength} characters");

    public const string ExpectedMember =
        $"the name of a member, one of {CretoKeys.Root}.{QuorumKeys.Section}.{QuorumKeys.Members}";

    public const string ExpectedToken =
        $"a secret text, because {CretoKeys.Root}.{DashboardKeys.Section}.{DashboardKeys.AllowControl} is on";

    public static string ExpectedPeers(int peers) =>
        string.Create(CultureInfo.InvariantCulture, $"at least {peers}, the number of peers that are configured");

    public static bool IsName(string name) => name.Length is > 0 and <= PeerId.MaxLength;

    // A node without a name has its actor system's, which is not known here.
    public static bool IsStranger(CretoDraft all) =>
        all is { Node.Length: > 0, Quorum.Members: { IsEmpty: false } members }
        && IsName(all.Node)
        && !members.ContainsKey(all.Node);

    /// <summary>Whether everybody may do what only whoever has a token should.</summary>
    public static bool IsUnguarded(CretoDraft all) => all.Dashboard is { AllowControl: true, Token: "" };

    public static CretoSettings Build(CretoDraft all, ImmutableDictionary<PeerId, PeerDraft> peers) => new()
    {
        Node = all.Node,
        Default = all.Default.ToSettings(),
        Peers = peers.ToImmutableDictionary(p => p.Key, p => p.Value.ToSettings()),
        Fallback = all.Fallback,
        Session = all.Session with { FailureRate = all.SessionRateOn ? all.SessionRate : null },
        Quorum = all.Quorum,
        Metrics = all.Metrics,
        Dashboard = all.Dashboard,
        MaxPeers = all.MaxPeers,
    };
}
