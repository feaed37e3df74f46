using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace CretoAkka.Node.Faults.Links;

/// <summary>
/// A proxy in front of every node, and a link of its own for each direction between two of them. A proxy for each
/// link would not do: an actor system has one address, and takes no message for another. So callers are told apart by
/// what they say first. Thread-safe.
/// </summary>
internal sealed class LinkNetwork : IAsyncDisposable
{
    private readonly ImmutableDictionary<(string From, string To), DirectedLink> _links;
    private readonly ImmutableDictionary<string, LinkProxy> _proxies;

    /// <summary>Opens the proxies; every link is perfect.</summary>
    /// <param name="nodes">The names of the nodes' actor systems.</param>
    /// <param name="seed">Which frames vanish where only some do.</param>
    public LinkNetwork(IReadOnlyList<string> nodes, int seed)
    {
        _links = (
            from f in Enumerable.Range(0, nodes.Count)
            from t in Enumerable.Range(0, nodes.Count)
            select ((nodes[f], nodes[t]), new DirectedLink(HashCode(seed, f, t))))
            .ToImmutableDictionary(pair => pair.Item1, pair => pair.Item2);
        _proxies = nodes.ToImmutableDictionary(
            node => node, node => new LinkProxy(FreePort(), from => LinksOf(from, node)));
    }

    /// <summary>One direction between two nodes.</summary>
    public DirectedLink this[string from, string to] => _links[(from, to)];

    /// <summary>Where others reach a node.</summary>
    public int PublicPort(string node) => _proxies[node].Port;

    /// <summary>Where a node is to listen.</summary>
    public int Port(string node) => _proxies[node].TargetPort;

    /// <summary>Resets the connections between two nodes, whoever opened them.</summary>
    public void Reset(string one, string other)
    {
        _proxies[one].ResetFrom(other);
        _proxies[other].ResetFrom(one);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in _proxies.Values)
            await proxy.DisposeAsync();
    }

    // A caller without a known name is no node of ours: its link is perfect, and nobody rules it.
    private (DirectedLink There, DirectedLink Back) LinksOf(string? caller, string node) =>
        caller is not null && _links.TryGetValue((caller, node), out var there)
            ? (there, _links[(node, caller)])
            : (new DirectedLink(0), new DirectedLink(0));

    private static int HashCode(int seed, int from, int to) => unchecked((seed * 31 + from) * 31 + to);

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
