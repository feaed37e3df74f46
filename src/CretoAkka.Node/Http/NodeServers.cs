using System.Collections.Immutable;
using CretoAkka.Configuration;
using CretoAkka.Dashboard;
using CretoAkka.Node.Running;

namespace CretoAkka.Node.Http;

/// <summary>The HTTP endpoints of all nodes.</summary>
internal sealed class NodeServers : IAsyncDisposable
{
    private readonly ImmutableArray<NodeHttp> _servers;

    private NodeServers(ImmutableArray<NodeHttp> servers) => _servers = servers;

    /// <summary>Where they are, in the order of the nodes.</summary>
    public IReadOnlyList<string> Urls => [.. _servers.Select(server => server.Url)];

    /// <summary>Starts one for each node, on ports that are taken already.</summary>
    public static async Task<NodeServers> StartAsync(
        Cluster cluster, HttpPorts ports, DashboardSettings? page = null, DashboardPanel? panel = null)
    {
        page ??= DashboardSettings.ReadOnly;
        var servers = cluster.Nodes.Select((node, index) => NodeHttp.StartAsync(node, ports[index], page, panel));
        return new NodeServers([.. await Task.WhenAll(servers)]);
    }

    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(_servers.Select(server => server.DisposeAsync().AsTask()));
}
