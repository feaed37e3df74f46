using System.Globalization;

namespace CretoAkka.Clustering;

/// <summary>How a node of the cluster becomes a peer. Immutable; the functions must not block.</summary>
public sealed record ClusterSensorOptions
{
    /// <summary>How the role begins that names a node.</summary>
    public const string NamePrefix = "creto-id:";

    /// <summary>
    /// The name of a node; null: it is no peer. Each node must be named here as it names itself in <c>creto.node</c>.
    /// If not told: what follows <see cref="NamePrefix"/> in one of its roles, otherwise <c>system@host:port</c>.
    /// </summary>
    public Func<ClusterNode, PeerId?> Name { get; init; } = DefaultName;

    /// <summary>The path of the actor that takes a node's messages; if not told, its <c>/user/replica</c>.</summary>
    public Func<ClusterNode, string> Target { get; init; } = static node => node.Address + "/user/replica";

    /// <summary>
    /// Whether the nodes are declared as the members of the protocol, in a new epoch with each change and all of the
    /// same weight. If not, peers come and go and who takes part is declared by the application: where nodes may lie,
    /// it must be.
    /// </summary>
    public bool DeclaresMembers { get; init; } = true;

    /// <summary>
    /// Whether nodes that come up are peers, and those that have left are not. If not, the application says who is, and
    /// the cluster only hints who may be gone or back.
    /// </summary>
    public bool AddsPeers { get; init; } = true;

    /// <summary>
    /// Which circuits follow, as in <c>creto.instances</c>; empty: those without a name. Each has a sensor of its own.
    /// </summary>
    public string Instance { get; init; } = "";

    private static PeerId? DefaultName(ClusterNode node)
    {
        var role = node.Roles.Where(r => r.StartsWith(NamePrefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).FirstOrDefault();
        var name = role?[NamePrefix.Length..] ?? string.Create(
            CultureInfo.InvariantCulture, $"{node.Address.System}@{node.Address.Host}:{node.Address.Port}");
        return name.Length is > 0 and <= PeerId.MaxLength ? new PeerId(name) : (PeerId?)null;
    }
}
