using System.Collections.Immutable;
using CretoAkka.Configuration.Hocon;

namespace CretoAkka.Configuration.Keys;

/// <summary>
/// Reads the section <c>creto</c>, and for each of its instances that section with the instance's laid over it.
/// </summary>
internal sealed class InstancesReader
{
    /// <summary>The section of instances, relative to <c>creto</c>.</summary>
    public const string Section = "instances";

    private const int LongestName = 64;
    private const string ExpectedName = "a name of 1 to 64 letters of ASCII, digits, - and _";

    private readonly ImmutableDictionary<string, CretoSettings>.Builder _read =
        ImmutableDictionary.CreateBuilder<string, CretoSettings>();

    private readonly ImmutableArray<ConfigurationProblem>.Builder _problems =
        ImmutableArray.CreateBuilder<ConfigurationProblem>();

    /// <summary>Reads all of it. What is wrong with the rest is not said once more of each instance.</summary>
    public InstancesReader(ObjectNode section)
    {
        var rest = section with { Fields = section.Fields.Remove(Section) };
        Settings = Read(rest, CretoKeys.Root);
        if (_problems.Count > 0 || section.Fields.GetValueOrDefault(Section) is not { } instances)
            return;
        if (instances is not ObjectNode { Fields: var named })
            Refuse(instances, "", "a section with a section for each instance");
        else
            foreach (var (name, node) in named.OrderBy(field => field.Key, StringComparer.Ordinal))
                ReadInstance(name, node, rest);
    }

    /// <summary>What is said for the circuits without a name.</summary>
    public CretoSettings Settings { get; }

    /// <summary>The instances by their names.</summary>
    public ImmutableDictionary<string, CretoSettings> Instances => _read.ToImmutable();

    /// <summary>What is wrong.</summary>
    public ImmutableArray<ConfigurationProblem> Problems => _problems.ToImmutable();

    private void ReadInstance(string name, ConfigurationNode node, ObjectNode rest)
    {
        var key = $".{HoconText.Segment(name)}";
        if (!IsName(name))
            Refuse(node, key, ExpectedName);
        else if (node is not ObjectNode own)
            Refuse(node, key, "a section in { }");
        else if (own.Fields.GetValueOrDefault(Section) is { } inner)
            Refuse(inner, $"{key}.{Section}", "no instances in an instance");
        else
            _read[name] = Read(rest.With(own), $"{CretoKeys.Root}.{Section}{key}");
    }

    private CretoSettings Read(ObjectNode section, string root)
    {
        var reader = new SettingsReader(section, root);
        var settings = reader.Read();
        _problems.AddRange(reader.Problems);
        return settings;
    }

    private void Refuse(ConfigurationNode node, string key, string expected) =>
        _problems.Add(ConfigurationProblem.OfNode(node.Origin, $"{CretoKeys.Root}.{Section}{key}", node, expected));

    // A part of an actor's name.
    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
