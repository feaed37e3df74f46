using System.Collections;
using System.Globalization;
using System.Reflection;
using CretoAkka.Configuration;

namespace CretoAkka.Hosting.Layers;

/// <summary>Options as HOCON's values, so that one reader judges both.</summary>
internal static class OptionsLayer
{
    private const string Source = "the options";

    /// <summary>Lays what is set of the options over a configuration, and the section itself in any case.</summary>
    public static CretoConfiguration Over(CretoConfiguration below, string root, CretoOptions options) =>
        Values(root, options).Prepend((root, null)).Aggregate(below, static (whole, v) => v.Value is { } value
            ? whole.WithValue(v.Key, value, Source)
            : whole.WithText($"{v.Key} {{ }}", Source));

    // A key without a value is a section: a peer that is named is known, whatever is said of it.
    private static IEnumerable<(string Key, string? Value)> Values(string section, object options) =>
        from property in options.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public)
        let value = property.GetValue(options)
        where value is not null
        from written in ValuesAt($"{section}.{Key.Of(property.Name)}", value)
        select written;

    private static IEnumerable<(string Key, string? Value)> ValuesAt(string key, object value) => value switch
    {
        IDictionary names => names.Keys.Cast<string>().SelectMany(
            name => ValuesAt($"{key}.{Key.Quote(name)}", names[name]!)),
        IList<string> { Count: 0 } => [],
        IList<string> list => [(key, $"[{string.Join(", ", list)}]")],
        _ => Text(value) is { } text ? [(key, text)] : Values(key, value).Prepend((key, null)),
    };

    private static string? Text(object value) => value switch
    {
        string text => text,
        bool on => on ? "on" : "off",
        TimeSpan time => string.Create(
            CultureInfo.InvariantCulture, $"{(decimal)time.Ticks / TimeSpan.TicksPerMillisecond}ms"),
        Enum word => Key.Of(word.ToString()),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        int or long => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };
}
