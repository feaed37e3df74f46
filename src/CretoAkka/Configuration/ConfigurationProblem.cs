using CretoAkka.Configuration.Hocon;

namespace CretoAkka.Configuration;

/// <summary>One thing wrong with a configuration. Immutable.</summary>
public sealed record ConfigurationProblem
{
    private const int LongestValue = 60;

    private ConfigurationProblem(
        ConfigurationOrigin origin, string? key, string? value, string expected, string sentence) =>
        (Origin, Key, Value, Expected, Sentence) = (origin, key, value, expected, sentence);

    /// <summary>Where it was written.</summary>
    public ConfigurationOrigin Origin { get; }

    /// <summary>The full key; null where the text could not be read at all.</summary>
    public string? Key { get; }

    /// <summary>What was written, shortened; null where the text could not be read at all.</summary>
    public string? Value { get; }

    /// <summary>What would have been right.</summary>
    public string Expected { get; }

    /// <summary>Everything in one sentence, for people.</summary>
    public string Sentence { get; }

    /// <inheritdoc/>
    public override string ToString() => Sentence;

    internal static ConfigurationProblem OfValue(
        ConfigurationOrigin origin, string key, string value, string expected, string? suggestion = null)
    {
        var shown = HoconText.Value(value.Length > LongestValue ? value[..LongestValue] + "..." : value);
        return Of(origin, key, shown, expected, suggestion);
    }

    internal static ConfigurationProblem OfNode(
        ConfigurationOrigin origin, string key, ConfigurationNode node, string expected, string? suggestion = null) =>
        node switch
        {
            TextNode text => OfValue(origin, key, text.Text, expected, suggestion),
            ArrayNode => Of(origin, key, "a list", expected, suggestion),
            _ => Of(origin, key, "a section", expected, suggestion),
        };

    internal static ConfigurationProblem OfText(ConfigurationOrigin origin, string expected, string? found) =>
        new(origin, key: null, value: null, expected,
            found is null ? $"{origin}: {expected}." : $"{origin}: expected {expected}, found {found}.");

    private static ConfigurationProblem Of(
        ConfigurationOrigin origin, string key, string value, string expected, string? suggestion)
    {
        var hint = suggestion is null ? "" : $" (did you mean {suggestion}?)";
        return new(origin, key, value, expected, $"{origin}: {key} is {value}; expected {expected}{hint}.");
    }
}
