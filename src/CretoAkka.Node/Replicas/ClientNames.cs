using System.Globalization;

namespace CretoAkka.Node.Replicas;

/// <summary>
/// Names of the clients that a node's gateway speaks for: <c>node-1/0</c>, <c>node-1/1</c> and so on. A client has one
/// request outstanding, so their number is how many requests of one node are under way at once.
/// </summary>
internal static class ClientNames
{
    /// <summary>Clients per node.</summary>
    public const int PerNode = 16;

    /// <summary>Who signs for clients that no node speaks for. No node has this name.</summary>
    public const string Outside = "client";

    /// <summary>How many of those there may be.</summary>
    public const int OutsideCount = 64;

    /// <summary>The clients of a node, or those that no node speaks for.</summary>
    public static IEnumerable<string> Of(string node) => Enumerable
        .Range(0, node == Outside ? OutsideCount : PerNode)
        .Select(index => string.Create(CultureInfo.InvariantCulture, $"{node}/{index}"));

    /// <summary>The node that replies to this client go to.</summary>
    public static string HomeOf(string client) => client[..Math.Max(0, client.LastIndexOf('/'))];
}
