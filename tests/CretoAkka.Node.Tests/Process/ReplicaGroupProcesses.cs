using System.Globalization;
using CretoAkka.Node.Http;
using CretoAkka.Node.Processes;

namespace CretoAkka.Node.Tests.Process;

/// <summary>Four replicas, each a process with a disk, as <c>cluster init</c> lays them out.</summary>
internal sealed class ReplicaGroupProcesses : IAsyncDisposable
{
    private const int Size = 4;

    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<string, NodeProcess> _processes = [];
    private readonly int _firstHttp;

    public ReplicaGroupProcesses()
    {
        using var free = HttpPorts.TakeFree(2 * Size, from: 27_000);
        _firstHttp = free.First + Size;
        var files = new ClusterFiles(Size, free.First, _firstHttp);
        files.Write(_directory.Path);
        Names = files.Names;
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>With Akka.Cluster beside the sessions; before the start.</summary>
    public void UseCluster()
    {
        foreach (var name in Names)
            File.AppendAllText(ConfigOf(name), "replica.cluster = on\n");
    }

    /// <summary>Makes one speak, once it is started again, as a replica of a version to come would.</summary>
    public void Upgrade(string name) => File.AppendAllText(ConfigOf(name), "replica.rehearse-upgrade = on\n");

    public NodeProcess this[string name] => _processes[name];

    public string KeysDirectory => _directory["keys"];

    public string FileOf(string name) => _directory[$"data/{name}/votes.db"];

    public string ConfigOf(string name) => _directory[$"{name}.conf"];

    public Uri UrlOf(string name) => new(string.Create(
        CultureInfo.InvariantCulture, $"http://127.0.0.1:{_firstHttp + Names.ToList().IndexOf(name)}"));

    /// <summary>Starts all.</summary>
    public async Task StartAsync()
    {
        foreach (var name in Names)
            _processes[name] = NodeProcess.Start("replica", "--config", ConfigOf(name));
        foreach (var name in Names)
            Assert.Equal(UrlOf(name), await this[name].UrlAsync());
    }

    /// <summary>Starts one again, whose process is gone.</summary>
    public async Task RestartAsync(string name)
    {
        await _processes[name].DisposeAsync();
        _processes[name] = NodeProcess.Start("replica", "--config", ConfigOf(name));
        Assert.True(UrlOf(name) == await this[name].UrlAsync(), this[name].Story);
    }

    /// <summary>Clients of all replicas that check what they are told, until they are interrupted.</summary>
    public NodeProcess Load(string duration) => NodeProcess.Start(
        ["load", .. Names.SelectMany(name => new[] { "--url", $"{UrlOf(name)}" }), "--keys", KeysDirectory,
            "--duration", duration, "--check"]);

    /// <summary>What all processes said, for a message when a test fails.</summary>
    public string Story => string.Join('\n', _processes.Select(pair => $"--- {pair.Key}\n{pair.Value.Story}"));

    /// <summary>Where they say they are, too.</summary>
    public async Task<string> StateAsync(HttpClient http)
    {
        var states = await Task.WhenAll(Names.Select(async name =>
        {
            try
            {
                return await http.GetStringAsync(new Uri(UrlOf(name), "/replica")) + "\n"
                    + await http.GetStringAsync(new Uri(UrlOf(name), "/api/circuits"));
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                return $"{name}: {e.Message}";
            }
        }));
        return $"{Story}\n{string.Join('\n', states)}";
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes.Values)
            await process.DisposeAsync();
        _directory.Dispose();
    }
}
