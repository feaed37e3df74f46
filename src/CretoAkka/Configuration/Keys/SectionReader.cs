using CretoAkka.Configuration.Hocon;
using CretoAkka.Configuration.Values;

namespace CretoAkka.Configuration.Keys;

/// <summary>
/// Lays a section over a draft; what is wrong goes to <paramref name="problems"/>, and the rest is read all the same.
/// </summary>
internal sealed class SectionReader<TDraft>(KeyTable<TDraft> table, string prefix, ProblemList problems)
{
    /// <summary>Reads <paramref name="section"/> but for the sections of names in it.</summary>
    public TDraft Read(ObjectNode section, TDraft draft)
    {
        Read(section, above: "", ref draft);
        return draft;
    }

    private void Read(ObjectNode section, string above, ref TDraft draft)
    {
        foreach (var (name, node) in section.Fields)
        {
            if (problems.IsFull)
                return;
            var path = above + HoconText.Segment(name);
            if (table.IsOfNames(path))
                continue;
            if (table.Find(path) is { } key)
                ReadKey(key, node, ref draft);
            else if (table.IsSection(path) && node is ObjectNode inner)
                Read(inner, path + ".", ref draft);
            else if (table.IsSection(path))
                problems.Add(ConfigurationProblem.OfNode(node.Origin, prefix + path, node, "a section in { }"));
            else
                RefuseUnknown(path, node);
        }
    }

    private void ReadKey(SettingKey<TDraft> key, ConfigurationNode node, ref TDraft draft)
    {
        string? meant = null;
        if (TextOf(key, node) is { } text && key.TryApply(ref draft, text, out meant))
            return;
        problems.Add(ConfigurationProblem.OfNode(
            node.Origin, prefix + key.Path, Shown(key, node), key.Expected, meant));
    }

    private static string? TextOf(SettingKey<TDraft> key, ConfigurationNode node) => node switch
    {
        TextNode text => text.Text,
        ArrayNode list when key.IsList => list.ToText(),
        _ => null,
    };

    // A key that is misspelt may carry the secret that was meant for the nearest.
    private void RefuseUnknown(string path, ConfigurationNode node)
    {
        var nearest = table.Nearest(path);
        problems.Add(ConfigurationProblem.OfNode(
            node.Origin, prefix + path, Shown(table.Find(nearest), node), "a known key", prefix + nearest));
    }

    private static ConfigurationNode Shown(SettingKey<TDraft>? key, ConfigurationNode node) =>
        key is { IsSecret: true } ? new TextNode(Secret.Mask, node.Origin) : node;
}
