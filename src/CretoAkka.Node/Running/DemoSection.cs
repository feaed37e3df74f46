using Akka.Configuration;
using Akka.Configuration.Hocon;
using CretoAkka.Node.Commands;

namespace CretoAkka.Node.Running;

/// <summary>
/// Reads the section <c>demo</c> key by key, and so knows which keys there are. Everything that it refuses costs one
/// sentence. One reader reads once.
/// </summary>
internal sealed class DemoSection(Config config, string source)
{
    private const string Name = "demo";

    private readonly List<string> _known = [];

    /// <summary>The length of time at <paramref name="key"/>.</summary>
    /// <exception cref="ConfigurationException">It is missing, unreadable, or not longer than zero.</exception>
    public TimeSpan Time(string key)
    {
        _known.Add(key);
        RefuseNoSection(key);
        var text = config.GetString(key);
        if (text is not null && DurationText.TryParse(text.Trim(), out var time) && time is { } length)
            return length;
        throw new ConfigurationException(
            $"{source}: {key} is '{text}'; expected a length of time such as 500ms, 5s or 1m.");
    }

    /// <summary>Refuses what nobody has asked for: most likely it is misspelt, and would change nothing.</summary>
    /// <exception cref="ConfigurationException">There is such a key.</exception>
    public void RefuseOtherKeys()
    {
        if (Flatten(Name, config.GetValue(Name)).FirstOrDefault(key => !_known.Contains(key)) is { } unknown)
            throw new ConfigurationException(
                $"{source}: {unknown} is no known key; expected one of {string.Join(", ", _known)}.");
    }

    // What stands where a section should hides all keys of that section.
    private void RefuseNoSection(string key)
    {
        for (var dot = key.IndexOf('.', StringComparison.Ordinal); dot > 0; dot = key.IndexOf('.', dot + 1))
        {
            if (config.GetValue(key[..dot]) is { } value && !value.IsObject())
                throw new ConfigurationException(
                    $"{source}: {key[..dot]} is '{value.GetString()}'; expected a section in {{ }}.");
        }
    }

    private static IEnumerable<string> Flatten(string path, HoconValue value) => value.IsObject()
        ? value.GetObject().Items.SelectMany(item => Flatten($"{path}.{item.Key}", item.Value))
        : [path];
}
