using System.Collections.Immutable;
using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace CretoAkka.Configuration.Hocon;

/// <summary>From and to Akka's own values, without its parser.</summary>
internal static class AkkaHocon
{
    /// <summary>All that <paramref name="config"/> and its fallbacks assign.</summary>
    public static ObjectExpression Import(Config config, ConfigurationOrigin origin)
    {
        var imported = new ObjectExpression(origin);
        // A config's root holds its fallbacks' values too. They are assigned once more, and earlier, so that a
        // substitution that is set nowhere finds what is below it.
        if (config.Fallback is { } fallback)
            imported.Merge(Import(fallback, origin));
        if (config.Root is { IsEmpty: false } root && Import(root, origin) is ObjectExpression section)
            imported.Merge(section);
        return imported;
    }

    /// <summary>The same as Akka's value.</summary>
    public static Config Export(ObjectNode node) => new(new HoconRoot(ExportValue(node)));

    private static HoconExpression Import(HoconValue value, ConfigurationOrigin origin)
    {
        if (value.Values.Any(v => v is HoconObject))
            return ImportSection(value, origin);
        var parts = ImportParts(value.Values, origin);
        return parts switch
        {
            [] => new TextExpression("", origin),
            [(_, var single)] => single,
            _ => new ConcatenationExpression(parts, origin),
        };
    }

    private static ObjectExpression ImportSection(HoconValue value, ConfigurationOrigin origin)
    {
        var section = new ObjectExpression(origin);
        foreach (var (key, child) in value.Values.OfType<HoconObject>().SelectMany(o => o.Items))
            section.Assign([key], Import(child, origin));
        return section;
    }

    private static ImmutableArray<(string Blanks, HoconExpression Value)> ImportParts(
        List<IHoconElement> elements, ConfigurationOrigin origin)
    {
        var parts = ImmutableArray.CreateBuilder<(string Blanks, HoconExpression Value)>();
        var blanks = "";
        for (var i = 0; i < elements.Count; i++)
        {
            if (elements[i] is HoconLiteral literal && string.IsNullOrWhiteSpace(literal.Value))
            {
                blanks += literal.Value;
                continue;
            }
            // Akka's parser makes of ${?X} a substitution without a path, and the text X.
            var optional = elements[i] is HoconSubstitution { Path: "" } && i + 1 < elements.Count;
            var part = optional ? Optional(elements[++i], origin) : ImportPart(elements[i], origin);
            parts.Add((blanks, part));
            blanks = "";
        }
        return parts.ToImmutable();
    }

    private static HoconExpression ImportPart(IHoconElement element, ConfigurationOrigin origin) => element switch
    {
        HoconArray list => new ArrayExpression([.. list.Select(item => Import(item, origin))], origin),
        HoconSubstitution other => new SubstitutionExpression([], [.. other.Path.Split('.')], Optional: false, origin),
        HoconLiteral literal => new TextExpression(literal.Value, origin),
        _ => new TextExpression(element.GetString() ?? "", origin),
    };

    private static SubstitutionExpression Optional(IHoconElement name, ConfigurationOrigin origin) =>
        new([], [.. (name as HoconLiteral)?.Value.Split('.') ?? [""]], Optional: true, origin);

    private static HoconValue ExportValue(ConfigurationNode node)
    {
        var value = new HoconValue();
        value.AppendValue(node switch
        {
            ObjectNode section => ExportSection(section),
            ArrayNode list => ExportList(list),
            _ => new HoconLiteral { Value = ((TextNode)node).Text },
        });
        return value;
    }

    private static HoconObject ExportSection(ObjectNode section)
    {
        var exported = new HoconObject();
        foreach (var (key, child) in section.Fields)
            exported.Items[key] = ExportValue(child);
        return exported;
    }

    private static HoconArray ExportList(ArrayNode list)
    {
        var exported = new HoconArray();
        exported.AddRange(list.Items.Select(ExportValue));
        return exported;
    }
}
