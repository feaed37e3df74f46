using System.Collections.Immutable;
using CretoAkka.Configuration.Hocon;
using CretoAkka.Configuration.Values;

namespace CretoAkka.Configuration.Keys;

/// <summary>The section <c>creto</c>, flat.</summary>
internal static class EffectiveSettings
{
    public static ImmutableArray<EffectiveSetting> Of(ObjectNode section) =>
        [.. Flatten(section, CretoKeys.Root).OrderBy(s => s.Key, StringComparer.Ordinal)];

    private static IEnumerable<EffectiveSetting> Flatten(ConfigurationNode node, string key) => node switch
    {
        ObjectNode section => section.Fields.SelectMany(f => Flatten(f.Value, $"{key}.{HoconText.Segment(f.Key)}")),
        ArrayNode list => [new(key, list.ToText() ?? $"a list of {list.Items.Length}", list.Origin)],
        _ => [new(key, Shown(key, ((TextNode)node).Text), node.Origin)],
    };

    private static string Shown(string key, string value) =>
        value.Length > 0 && key.EndsWith($".{DashboardKeys.Token.Path}", StringComparison.Ordinal) // An instance's too.
            ? Secret.Mask
            : value;
}
