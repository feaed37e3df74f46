using System.Collections.Immutable;
using CretoAkka.Configuration.Values;

namespace CretoAkka.Configuration.Keys;

/// <summary>The keys of <c>creto.dashboard</c>, relative to <c>creto</c>.</summary>
internal static class DashboardKeys
{
    public const string Section = "dashboard";
    public const string AllowControl = "allow-control";

    public static readonly SettingKey<CretoDraft> Token = Key("token", new Secret(16, 256),
        d => d.Token, (d, v) => d with { Token = v });

    public static readonly ImmutableArray<SettingKey<CretoDraft>> All =
    [
        Key(AllowControl, Choices.Switch,
            d => d.AllowControl, (d, v) => d with { AllowControl = v }),
        Token,
        Key("nodes", new NodeAddresses(64),
            d => d.Nodes, (d, v) => d with { Nodes = v }),
    ];

    private static SettingKey<CretoDraft> Key<T>(
        string path,
        ValueKind<T> kind,
        Func<DashboardSettings, T> get,
        Func<DashboardSettings, T, DashboardSettings> set) =>
        new SettingKey<DashboardSettings, T>(path, kind, get, set)
            .Within<CretoDraft>(Section, d => d.Dashboard, (d, v) => d with { Dashboard = v });
}
