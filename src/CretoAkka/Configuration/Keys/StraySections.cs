using CretoAkka.Configuration.Hocon;
using CretoAkka.Configuration.Values;

namespace CretoAkka.Configuration.Keys;

/// <summary>Sections of <c>creto</c> that stand outside it, where nobody reads them.</summary>
internal static class StraySections
{
    private const string Expected = $"this inside the section {CretoKeys.Root}, for outside it nothing reads it";

    /// <summary>A problem for the first value of each.</summary>
    public static IEnumerable<ConfigurationProblem> Find(ObjectNode root) =>
        from field in root.Fields.OrderBy(field => field.Key, StringComparer.Ordinal)
        where SettingsReader.AllKeys.IsSection(field.Key) && field.Value is ObjectNode
        let first = Leaves(field.Key, field.Value)
            .OrderBy(leaf => leaf.Value.Origin.Line)
            .ThenBy(leaf => leaf.Value.Origin.Column)
            .FirstOrDefault()
        // What Akka has read is the application's, with sections that we know nothing of.
        where first.Value is not null && first.Value.Origin != ConfigurationOrigin.Unknown
        select Problem(first.Path, first.Value);

    private static ConfigurationProblem Problem(string path, ConfigurationNode value)
    {
        var meant = IsKnown(path) ? path : SettingsReader.AllKeys.Nearest(path);
        return ConfigurationProblem.OfNode(
            value.Origin, path, Shown(meant, value), Expected, $"{CretoKeys.Root}.{meant}");
    }

    private static ConfigurationNode Shown(string meant, ConfigurationNode value) =>
        SettingsReader.AllKeys.Find(meant) is { IsSecret: true } ? new TextNode(Secret.Mask, value.Origin) : value;

    // Below the sections of names everything may be right; whether it is is not asked here.
    private static bool IsKnown(string path) =>
        SettingsReader.AllKeys.Find(path) is not null
        || SettingsReader.AllKeys.Names.Any(names => path.StartsWith($"{names}.", StringComparison.Ordinal));

    private static IEnumerable<(string Path, ConfigurationNode Value)> Leaves(string path, ConfigurationNode node) =>
        node is ObjectNode section
            ? section.Fields.SelectMany(field => Leaves($"{path}.{HoconText.Segment(field.Key)}", field.Value))
            : [(path, node)];
}
