namespace CretoAkka.Configuration.Hocon;

internal sealed partial class HoconResolver
{
    // Texts join with the blanks between them, lists are appended, sections laid over each other.
    private ConfigurationNode? Concatenate(ConcatenationExpression concatenation)
    {
        ConfigurationNode? joined = null;
        foreach (var (blanks, part) in concatenation.Parts)
        {
            var next = Evaluate(part);
            if (next is null)
                continue;
            joined = joined is null ? next with { Origin = concatenation.Origin } : Join(joined, blanks, next);
        }
        return joined;
    }

    private ConfigurationNode Join(ConfigurationNode left, string blanks, ConfigurationNode right) =>
        (left, right) switch
        {
            (TextNode a, TextNode b) => Join(a, blanks, b),
            (ArrayNode a, ArrayNode b) => Join(a, b),
            (ObjectNode a, ObjectNode b) => a.With(b),
            _ => throw Refuse(right.Origin, "a text, a list and a section cannot be joined on one line"),
        };

    private TextNode Join(TextNode left, string blanks, TextNode right)
    {
        Spend(left.Text.Length + right.Text.Length, left.Origin);
        return left with { Text = string.Concat(left.Text, blanks, right.Text) };
    }

    private ArrayNode Join(ArrayNode left, ArrayNode right)
    {
        Spend(left.Items.Length + right.Items.Length, left.Origin);
        return left with { Items = left.Items.AddRange(right.Items) };
    }
}
