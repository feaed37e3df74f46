using System.Collections.Immutable;

namespace CretoAkka.Configuration.Hocon;

/// <summary>A value with nothing left to look up.</summary>
internal abstract record ConfigurationNode(ConfigurationOrigin Origin);

internal sealed record TextNode(string Text, ConfigurationOrigin Origin) : ConfigurationNode(Origin);

internal sealed record ArrayNode(ImmutableArray<ConfigurationNode> Items, ConfigurationOrigin Origin)
    : ConfigurationNode(Origin)
{
    /// <summary>Its items between commas, in brackets; null where one is no text, or has a comma in it.</summary>
    public string? ToText()
    {
        var texts = Items.Select(item => (item as TextNode)?.Text).ToArray();
        var isPlain = texts.All(text => text?.IndexOf(',', StringComparison.Ordinal) < 0);
        return isPlain ? $"[{string.Join(", ", texts)}]" : null;
    }
}

internal sealed record ObjectNode(ImmutableDictionary<string, ConfigurationNode> Fields, ConfigurationOrigin Origin)
    : ConfigurationNode(Origin)
{
    public static readonly ObjectNode Empty =
        new(ImmutableDictionary<string, ConfigurationNode>.Empty, ConfigurationOrigin.Unknown);

    /// <summary>What is at <paramref name="path"/>; null: nothing.</summary>
    public ConfigurationNode? Find(ReadOnlySpan<string> path)
    {
        if (path.IsEmpty)
            return this;
        var child = Fields.GetValueOrDefault(path[0]);
        return path.Length == 1 ? child : (child as ObjectNode)?.Find(path[1..]);
    }

    /// <summary>This object with all of <paramref name="newer"/> laid over it.</summary>
    public ObjectNode With(ObjectNode newer)
    {
        var fields = Fields.ToBuilder();
        foreach (var (key, value) in newer.Fields)
        {
            var both = (fields.GetValueOrDefault(key) as ObjectNode, value as ObjectNode);
            fields[key] = both is ({ } older, { } over) ? older.With(over) : value;
        }
        return this with { Fields = fields.ToImmutable() };
    }
}
