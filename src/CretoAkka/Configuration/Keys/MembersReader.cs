using System.Collections.Immutable;
using CretoAkka.Configuration.Hocon;

namespace CretoAkka.Configuration.Keys;

/// <summary>Reads <c>creto.quorum.members</c>: names with weights.</summary>
internal static class MembersReader
{
    /// <summary>The section, relative to <c>creto</c>.</summary>
    public const string Path = $"{QuorumKeys.Section}.{QuorumKeys.Members}";

    /// <summary>A member's key, relative to <c>creto</c>.</summary>
    public static string PathOf(string name) => $"{Path}.{HoconText.Segment(name)}";

    /// <summary>
    /// The members in <paramref name="section"/>, which is called <paramref name="root"/>; what is wrong goes to
    /// <paramref name="problems"/>.
    /// </summary>
    public static ImmutableDictionary<PeerId, long> Read(ObjectNode section, string root, ProblemList problems)
    {
        var read = ImmutableDictionary.CreateBuilder<PeerId, long>();
        switch (section.Find([QuorumKeys.Section, QuorumKeys.Members]))
        {
            case null:
                break;
            case ObjectNode members:
                foreach (var (name, node) in members.Fields)
                    if (Expected(name, node, out var weight) is { } expected)
                        problems.Add(Problem($"{root}.{PathOf(name)}", node, expected));
                    else
                        read[name] = weight;
                break;
            case var other:
                problems.Add(Problem($"{root}.{Path}", other, "a section with a weight for each member"));
                break;
        }
        return read.ToImmutable();
    }

    // What would have been right, or null where this is.
    private static string? Expected(string name, ConfigurationNode node, out long weight)
    {
        weight = 0;
        if (!SettingsBuilder.IsName(name))
            return SettingsBuilder.ExpectedName;
        var kind = QuorumKeys.Weight;
        if (node is TextNode text && kind.TryRead(text.Text, out weight, out _) && kind.Allows(weight))
            return null;
        // An unquoted dot in a name makes a section of it.
        return node is ObjectNode ? $"{kind.Expected}; a name with a dot in it stands in double quotes" : kind.Expected;
    }

    private static ConfigurationProblem Problem(string key, ConfigurationNode node, string expected) =>
        ConfigurationProblem.OfNode(node.Origin, key, node, expected);
}
