using Akka.Actor;
using CretoAkka.Clustering;
using CretoAkka.Configuration;
using CretoAkka.Core.Queues;
using CretoAkka.Node.Clients;
using CretoAkka.Node.Replicas;
using CretoAkka.Node.Running;
using CretoAkka.Node.Signing;
using CretoAkka.Node.Storage;
using CretoAkka.Pbft.Replication;
using Serilog;
using ClusterNode = CretoAkka.Node.Running.ClusterNode;

namespace CretoAkka.Node.Processes;

/// <summary>The life of a replica's process once everything that was asked for turned out right.</summary>
internal sealed class ReplicaSession : IAsyncDisposable
{
    // Of 5 s in all, of which HTTP may have taken one.
    private static readonly TimeSpan LastWord = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);

    private readonly ProcessSettings _settings;
    private readonly TextWriter _output;
    private readonly DurableReplica _replica;
    private readonly NodeSystem _system;
    private readonly TaskCompletionSource<string> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Opens the store and starts the node; it talks to nobody before <see cref="Join"/>.</summary>
    /// <exception cref="DiskException">The store cannot be used.</exception>
    public ReplicaSession(
        CretoConfiguration configuration, ProcessSettings settings, FileKeys keys, TextWriter output)
    {
        (_settings, _output) = (settings, TextWriter.Synchronized(output));
        var group = new ReplicaGroup(settings.Members.Keys);
        _replica = Open(group, keys);
        Node = new ClusterNode(SpecOf(configuration, group, keys), new RunCounters());
        try
        {
            Node.StartWhereKnown();
        }
        catch (Exception e) when (e is not DiskException)
        {
            _replica.Dispose();
            throw new DiskException(
                $"Akka.Remote cannot listen at {settings.Members[settings.Name]}: {e.GetBaseException().Message}", e);
        }
        _system = Node.System!;
    }

    /// <summary>The node.</summary>
    public ClusterNode Node { get; }

    /// <summary>What is said first.</summary>
    public IEnumerable<string> Banner(string url) =>
    [
        $"{url}  ({_settings.Name}; the others: {string.Join(
            ' ', _settings.Members.Where(m => m.Key != _settings.Name).Select(m => $"{m.Key} at {m.Value}"))})",
        $"page:     {url}{DemoDashboard.Path}",
        $"data:     {FileOf(_settings)}",
        "ends:     with Ctrl-C or SIGTERM",
    ];

    /// <summary>Begins to talk to the others.</summary>
    public void Join()
    {
        _system.Join();
        if (_settings.UsesCluster)
            ClusterSensor.Start(_system.Actors, new ClusterSensorOptions
            {
                Name = node => NameAt(node.Address),
                AddsPeers = false,
                DeclaresMembers = false,
            });
    }

    /// <summary>Waits until it is to end.</summary>
    /// <returns>In one sentence why it cannot go on; null: it was told to end.</returns>
    public async Task<string?> EndAsync(CancellationToken cancellation)
    {
        var ended = await Task.WhenAny(
            Task.Delay(Timeout.Infinite, cancellation), _failed.Task, _system.Terminated);
        return cancellation.IsCancellationRequested ? null
            : ended == _failed.Task ? await _failed.Task
            : "the actor system has ended by itself.";
    }

    /// <summary>Ends the node: what waits for others is accounted for, and the store is closed.</summary>
    public async Task<ReplicaSummary> StopAsync()
    {
        var (circuits, status) = (_system.Circuits, await LastStatusAsync());
        try
        {
            await Node.DisposeAsync().AsTask().WaitAsync(Farewell);
        }
        catch (TimeoutException)
        {
            await _system.AbortAsync();
        }
        var messages = _settings.Members.Keys.Where(name => name != _settings.Name)
            .Select(peer => circuits.GetMessages(peer).Ledger)
            .Aggregate(default(PendingLedger), (sum, one) => sum + one);
        return new ReplicaSummary(_settings.Name, status?.Executed, messages);
    }

    // A replica whose disk has failed says nothing any more.
    private async Task<ReplicaProtocol.ReplicaStatus?> LastStatusAsync()
    {
        try
        {
            return await _system.StatusAsync().WaitAsync(LastWord);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        _replica.Dispose();
    }

    private DurableReplica Open(ReplicaGroup group, FileKeys keys)
    {
        var name = _settings.Name;
        var opening = new DiskOpening(
            FileOf(_settings),
            new DiskOwner(name, keys.OwnPublicKey),
            new VoteMark(new KeyDirectory(_settings.Keys).MarkOf(name), name),
            TimeProvider.System);
        var settings = ReplicaSettings.Default with
        {
            ViewTimeout = _settings.ViewTimeout, StatusInterval = _settings.ViewTimeout / 2,
            MaxInFlight = _settings.MaxInFlight,
        };
        var replica = DurableReplica.Open(
            opening, group, settings, keys.SignerOf(name), keys,
            e => _failed.TrySetResult(e.Message),
            () => _output.WriteLine($"votes:    {name} votes again, all that it may have voted for is past"),
            out var whyLost);
        if (whyLost is not null)
            Log.ForContext("LogSource", name).Warning("{Sentence:l}", whyLost);
        return replica;
    }

    private NodeSpec SpecOf(CretoConfiguration configuration, ReplicaGroup group, FileKeys keys) => new()
    {
        Name = _settings.Name,
        SharedSystem = ProcessConfiguration.SystemName,
        Listen = _settings.Members[_settings.Name],
        Addresses = _settings.Members,
        Config = configuration.ToConfig(),
        Overlay = ProcessConfiguration.ClusterOf(_settings),
        Group = group,
        Keys = keys,
        Ledger = new Ledger(),
        Gateway = new GatewaySettings(),
        Replica = _ => _replica.Next(),
        Desk = new ReplyDesk(ClientNames.Of(ClientNames.Outside)),
        Registry = global::Prometheus.Metrics.NewCustomRegistry(),
        OnEvent = static _ => { },
        RehearsesUpgrade = _settings.RehearsesUpgrade,
    };

    private PeerId? NameAt(Address address)
    {
        foreach (var (name, at) in _settings.Members)
        {
            if (at.Host == address.Host && at.Port == address.Port)
                return name;
        }
        return null;
    }

    private static string FileOf(ProcessSettings settings) => Path.Combine(settings.Data, "votes.db");
}
