using System.Globalization;
using CretoAkka.Configuration;
using Microsoft.Extensions.Configuration;

namespace CretoAkka.Hosting.Layers;

/// <summary>A section of .NET's configuration as HOCON's values: files, environment, command line, secrets.</summary>
internal static class SectionLayer
{
    // Below these, relative to the root, stand names that are taken as they are.
    private static readonly string[] OfNames = ["instances", "circuit-breaker.peers", "quorum.members"];

    /// <summary>Lays all of <paramref name="section"/> over a configuration. One that is absent has nothing.</summary>
    public static CretoConfiguration Over(CretoConfiguration below, string root, IConfiguration section) =>
        Values(root, inside: "", section).Aggregate(
            below, static (whole, v) => whole.WithValue(v.Key, v.Value, $"configuration {v.Path}"));

    private static IEnumerable<(string Key, string Value, string Path)> Values(
        string key, string inside, IConfiguration section) =>
        from child in section.GetChildren()
        let isName = OfNames.Contains(inside, StringComparer.Ordinal)
        let segment = isName ? Key.Quote(child.Key) : Key.Of(child.Key)
        // An instance has what the root has.
        let below = isName ? "" : inside.Length == 0 ? segment : $"{inside}.{segment}"
        from value in ValuesAt($"{key}.{segment}", below, child)
        select value;

    private static IEnumerable<(string Key, string Value, string Path)> ValuesAt(
        string key, string inside, IConfigurationSection section) =>
        !OfNames.Contains(inside, StringComparer.Ordinal) && List(section) is { } list ? [(key, list, section.Path)]
        : section.Value is { } value ? [(key, Word(value), section.Path)]
        : Values(key, inside, section);

    // .NET writes a list as keys that are numbers.
    private static string? List(IConfigurationSection section)
    {
        var items = section.GetChildren().ToArray();
        var isList = items.Length > 0 && items.Select((item, i) => (item, i)).All(
            pair => pair.item.Value is not null && pair.item.Key == pair.i.ToString(CultureInfo.InvariantCulture));
        return isList ? $"[{string.Join(", ", items.Select(item => item.Value))}]" : null;
    }

    // A JSON file's true is True here.
    private static string Word(string value) => value is "True" or "False" ? value.ToLowerInvariant() : value;
}
