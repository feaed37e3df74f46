using System.Collections.Concurrent;
using System.Text;
using CretoAkka.Node.Http;
using CretoAkka.Node.Replicas;
using CretoAkka.Node.Running;
using CretoAkka.Pbft.Store;

namespace CretoAkka.Node.Tests.Running;

/// <summary>Four real nodes in this process with the demo's settings, their HTTP, and what their circuits said.</summary>
public sealed class RunningNodes : IAsyncLifetime
{
    private readonly ConcurrentQueue<(string Observer, object Event)> _events = new();
    private readonly HttpPorts _ports = HttpPorts.TakeFree(4, from: 26_000);
    private NodeServers _servers = null!;

    internal Cluster Cluster { get; private set; } = null!;

    internal HttpClient Http { get; } = new() { Timeout = Await.Limit };

    /// <summary>What happened so far, with the node that said so.</summary>
    internal IReadOnlyCollection<(string Observer, object Event)> Events => _events;

    internal ClusterNode this[string name] => Cluster.Nodes.Single(node => node.Name == name);

    public async Task InitializeAsync()
    {
        var demo = DemoConfiguration.Load(null).ToConfig();
        var settings = DemoSettings.From(demo, "demo.conf") with { ClientTimeout = TimeSpan.FromSeconds(2) };
        Cluster = Cluster.Start(
            demo, settings, _ => new KeyValueStore(), (observer, happened) => _events.Enqueue((observer, happened)));
        _servers = await NodeServers.StartAsync(Cluster, _ports);
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await _servers.DisposeAsync();
        await Cluster.DisposeAsync();
        _ports.Dispose();
    }

    internal Uri Url(string node, string path) =>
        new(_servers.Urls[Cluster.Nodes.IndexOf(this[node])] + path);

    internal Task PutAsync(string through, string key, string value) =>
        this[through].PutAsync(key, Encoding.UTF8.GetBytes(value), CancellationToken.None);

    /// <summary>Waits until all nodes have executed the same, and says where they are.</summary>
    internal async Task<IReadOnlyList<ReplicaProtocol.ReplicaStatus>> SameAsync()
    {
        IReadOnlyList<ReplicaProtocol.ReplicaStatus> statuses = [];
        await Await.ThatAsync(
            () =>
            {
                statuses = StatusesAsync().Result;
                return statuses.Count == 4 && statuses.Select(status => status.Executed).Distinct().Count() == 1;
            },
            "all replicas have executed the same");
        return statuses;
    }

    private async Task<IReadOnlyList<ReplicaProtocol.ReplicaStatus>> StatusesAsync()
    {
        var all = await Task.WhenAll(Cluster.Nodes.Select(
            node => node.System?.StatusAsync() ?? Task.FromResult<ReplicaProtocol.ReplicaStatus?>(null)));
        return [.. all.OfType<ReplicaProtocol.ReplicaStatus>()];
    }
}
