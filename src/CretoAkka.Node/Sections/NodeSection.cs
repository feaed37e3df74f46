using System.Globalization;
using System.Net;
using Akka.Configuration;
using Akka.Configuration.Hocon;
using CretoAkka.Node.Commands;

namespace CretoAkka.Node.Sections;

/// <summary>
/// Reads a section of the node's own key by key, and so knows which keys there are. Everything that it refuses costs
/// one sentence. One reader reads once.
/// </summary>
/// <param name="config">The whole configuration.</param>
/// <param name="name">The section: its first word.</param>
/// <param name="source">What is blamed.</param>
internal sealed class NodeSection(Config config, string name, string source)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>What stands at a key; empty if nothing does.</summary>
    public string Text(string key)
    {
        _known.Add(key);
        RefuseNoSection(key);
        return Value(key)?.GetString() ?? "";
    }

    /// <summary>A port at a key.</summary>
    public int Port(string key) =>
        int.TryParse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        && port is > 0 and <= IPEndPoint.MaxPort
            ? port
            : throw Wrong(key, $"a port from 1 to {IPEndPoint.MaxPort}");

    /// <summary>How many at a key, one at least.</summary>
    public int Count(string key) =>
        int.TryParse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : throw Wrong(key, "a number above 0");

    /// <summary>A length of time at a key, longer than zero.</summary>
    public TimeSpan Time(string key) =>
        DurationText.TryParse(Text(key).Trim(), out var time) && time is { } length
            ? length
            : throw Wrong(key, "a length of time such as 500ms, 5s or 1m");

    /// <summary>Yes or no at a key.</summary>
    public bool Switch(string key) => Text(key) switch
    {
        "on" or "true" or "yes" => true,
        "off" or "false" or "no" => false,
        _ => throw Wrong(key, "on or off"),
    };

    /// <summary>The names of what stands below a key.</summary>
    public IReadOnlyList<string> NamesBelow(string key) =>
        Value(key) is { } value && value.IsObject() ? [.. value.GetObject().Items.Keys] : [];

    /// <summary>That what stands at a key is not what it must be.</summary>
    public ConfigurationException Wrong(string key, string expected) => new(
        $"{source}: {key} is '{Value(key)?.GetString()}'; expected {expected}.");

    /// <summary>Refuses what nobody has asked for: most likely it is misspelt, and would change nothing.</summary>
    public void RefuseOtherKeys()
    {
        var all = config.GetValue(name) is { } section ? Flatten(name, section) : [];
        if (all.FirstOrDefault(key => !_known.Contains(key)) is { } unknown)
            throw new ConfigurationException(
                $"{source}: {unknown} is no known key; expected one of {string.Join(", ", _known)}.");
    }

    // What stands where a section should hides all keys of that section.
    private void RefuseNoSection(string key)
    {
        for (var dot = key.IndexOf('.', StringComparison.Ordinal); dot > 0; dot = key.IndexOf('.', dot + 1))
        {
            if (Value(key[..dot]) is { } value && !value.IsObject())
                throw Wrong(key[..dot], "a section in { }");
        }
    }

    // Names may hold dots, so no path is put together as text for Akka to take apart.
    private HoconValue? Value(string key)
    {
        var value = config.Root;
        foreach (var part in key.Split('.'))
            value = value is not null && value.IsObject() ? value.GetObject().Items.GetValueOrDefault(part) : null;
        return value;
    }

    private static IEnumerable<string> Flatten(string path, HoconValue value) => value.IsObject()
        ? value.GetObject().Items.SelectMany(item => Flatten($"{path}.{item.Key}", item.Value))
        : [path];
}
