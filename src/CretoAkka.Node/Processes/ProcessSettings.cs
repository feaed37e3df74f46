using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;
using Akka.Configuration;
using CretoAkka.Node.Replicas;
using CretoAkka.Node.Running;
using CretoAkka.Node.Sections;
using CretoAkka.Pbft.Replication;

namespace CretoAkka.Node.Processes;

/// <summary>What a replica in a process of its own is told: the section <c>replica</c>. Immutable.</summary>
internal sealed partial record ProcessSettings
{
    /// <summary>Its name, of <see cref="Members"/>. Key <c>creto.node</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Every replica, in the order in which they take the primary's office: ordinal, by name.</summary>
    public required ImmutableSortedDictionary<string, NodeAddress> Members { get; init; }

    /// <summary>The directory of keys.</summary>
    public required string Keys { get; init; }

    /// <summary>The directory of what must not be forgotten.</summary>
    public required string Data { get; init; }

    /// <summary>T of the protocol.</summary>
    public required TimeSpan ViewTimeout { get; init; }

    /// <summary>Batches that a primary has under way at once.</summary>
    public required int MaxInFlight { get; init; }

    /// <summary>Where users come to.</summary>
    public required IPEndPoint Http { get; init; }

    /// <summary>Whether Akka.Cluster is a sensor.</summary>
    public required bool UsesCluster { get; init; }

    /// <summary>Whether it speaks as a replica of a version to come would.</summary>
    public bool RehearsesUpgrade { get; init; }

    /// <summary>Reads the section.</summary>
    /// <param name="config">The whole configuration.</param>
    /// <param name="file">Where it was written: what paths begin at, and what is blamed.</param>
    /// <exception cref="ConfigurationException">Something is wrong; the message is one sentence.</exception>
    public static ProcessSettings From(Config config, string file)
    {
        LogLevels.Check(config, file);
        var section = new NodeSection(config, "replica", file);
        var members = ReadMembers(section, file);
        RefuseMembersElsewhere(config, file);
        var name = config.GetString("creto.node", "");
        if (!members.ContainsKey(name))
            throw new ConfigurationException(
                $"{file}: creto.node is '{name}'; expected one of {string.Join(", ", members.Keys)}.");
        var settings = new ProcessSettings
        {
            Name = name,
            Members = members,
            Keys = Resolve(file, section.Text("replica.keys")),
            Data = section.Text("replica.data") is { Length: > 0 } data ? Resolve(file, data) : Temporary(name),
            ViewTimeout = section.Time("replica.view-timeout"),
            MaxInFlight = section.Count("replica.max-in-flight"),
            Http = Endpoint(section),
            UsesCluster = section.Switch("replica.cluster"),
            RehearsesUpgrade = section.Switch("replica.rehearse-upgrade"),
        };
        section.RefuseOtherKeys();
        return settings;
    }

    private static ImmutableSortedDictionary<string, NodeAddress> ReadMembers(NodeSection section, string file)
    {
        const string all = "replica.members";
        var members = section.NamesBelow(all).ToImmutableSortedDictionary(
            name => name,
            name => NameShape().IsMatch(name) && name != ClientNames.Outside
                ? Address(section, $"{all}.{name}")
                : throw new ConfigurationException(
                    $"{file}: {all} has '{name}'; expected a name of letters, digits and '-', at most 32, "
                    + $"other than {ClientNames.Outside}."),
            StringComparer.Ordinal);
        RefuseShared(members, $"{file}: {all}");
        return members.Count >= ReplicaGroup.Least
            ? members
            : throw new ConfigurationException(
                FormattableString.Invariant(
                    $"{file}: {all} has {members.Count} replicas; expected at least {ReplicaGroup.Least}."));
    }

    // What one of them is sent the other would take.
    private static void RefuseShared(IEnumerable<KeyValuePair<string, NodeAddress>> members, string place)
    {
        var shared = members
            .GroupBy(member => member.Value.ToString(), member => member.Key, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(names => names.Count() > 1);
        if (shared is not null)
            throw new ConfigurationException(
                $"{place} has {string.Join(" and ", shared)} at {shared.Key}; "
                + "expected an address of its own for each.");
    }

    // The node declares its members itself, as the epoch 1.
    private static void RefuseMembersElsewhere(Config config, string file)
    {
        if (config.GetInt("creto.quorum.epoch", 0) != 0
            || (config.HasPath("creto.quorum.members") && !config.GetConfig("creto.quorum.members").IsEmpty))
            throw new ConfigurationException(
                $"{file}: creto.quorum names members or an epoch; expected neither, because replica.members says who "
                + "takes part.");
    }

    private static NodeAddress Address(NodeSection section, string key)
    {
        var host = section.Text($"{key}.host");
        if (Uri.CheckHostName(host) is UriHostNameType.Unknown or UriHostNameType.IPv6)
            throw section.Wrong($"{key}.host", "the name or IPv4 address of a host");
        return new NodeAddress(host, section.Port($"{key}.port"));
    }

    private static IPEndPoint Endpoint(NodeSection section) =>
        IPAddress.TryParse(section.Text("replica.http.host"), out var address)
            ? new IPEndPoint(address, section.Port("replica.http.port"))
            : throw section.Wrong("replica.http.host", "an address such as 127.0.0.1");

    private static string Resolve(string file, string path) =>
        Path.GetFullPath(path, Path.GetDirectoryName(Path.GetFullPath(file))!);

    private static string Temporary(string name) => Path.Combine(Path.GetTempPath(), "creto", name);

    [GeneratedRegex("^[a-zA-Z0-9][a-zA-Z0-9-]{0,31}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameShape();
}
