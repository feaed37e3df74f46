using System.Globalization;
using System.Text;
using Akka.Actor;
using CretoAkka.Node.Clients;
using CretoAkka.Node.Replicas;
using CretoAkka.Node.Signing;
using CretoAkka.Node.Storage;
using CretoAkka.Pbft.Replication;

namespace CretoAkka.Benchmarks.Throughput;

/// <summary>
/// Four replicas of the node in this process: its actor, its disk, its keys. No network, no circuits, no HTTP.
/// </summary>
internal sealed class LocalGroup : IAsyncDisposable
{
    private const int Size = 4;

    // Nobody is to be given up only because the machine is busy.
    private static readonly TimeSpan ViewTimeout = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("creto-throughput-");
    private readonly ActorSystem _system = ActorSystem.Create("throughput", "akka.loglevel = WARNING");
    private readonly Keyring _keys;
    private readonly List<DurableReplica> _disks = [];
    private readonly List<LocalLinks> _links = [];
    private readonly List<IActorRef> _replicas = [];
    private readonly Tally _tally = new();
    private readonly IActorRef _clients;

    public LocalGroup(int clients)
    {
        string[] names =
            [.. Enumerable.Range(1, Size).Select(n => string.Create(CultureInfo.InvariantCulture, $"node-{n}"))];
        var group = new ReplicaGroup(names);
        _keys = new Keyring(names.Concat(Clients.NamesOf(clients)));
        Keys = new Signatures(_keys);
        foreach (var name in names)
            _replicas.Add(Start(name, group));
        var primary = _replicas[0];
        _clients = _system.ActorOf(
            Props.Create(() => new Clients(Keys, group, primary, clients, _tally)), "clients");
        for (var i = 0; i < Size; i++)
            _links[i].Join(names.Zip(_replicas).Where(other => other.First != names[i]), _clients);
    }

    public Signatures Keys { get; }

    /// <summary>Operations that clients were answered.</summary>
    public long Answered => _tally.Count;

    /// <summary>Ends once clients were answered so many more.</summary>
    public Task MoreAsync(int operations) => _tally.ReachAsync(_tally.Count + operations);

    /// <summary>Messages between replicas.</summary>
    public long Sent => _links.Sum(links => links.Sent);

    public void Begin() => _clients.Tell(new Clients.Begin());

    /// <summary>Places that the first replica has executed: of each a batch.</summary>
    public async Task<long> ExecutedAsync()
    {
        var status = await _replicas[0].Ask<ReplicaProtocol.ReplicaStatus>(
            ReplicaProtocol.GetStatus.Instance, TimeSpan.FromSeconds(30));
        return status.View == 0
            ? status.Executed
            : throw new InvalidOperationException("the primary was given up: this measures nothing");
    }

    public async ValueTask DisposeAsync()
    {
        await _system.Terminate();
        foreach (var disk in _disks)
            disk.Dispose();
        _keys.Dispose();
        _folder.Delete(recursive: true);
    }

    private IActorRef Start(string name, ReplicaGroup group)
    {
        var folder = _folder.CreateSubdirectory(name).FullName;
        var opening = new DiskOpening(
            Path.Combine(folder, "votes.db"), new DiskOwner(name, Encoding.UTF8.GetBytes(name)),
            new VoteMark(Path.Combine(folder, "voted"), name), TimeProvider.System);
        var settings = ReplicaSettings.Default with { ViewTimeout = ViewTimeout };
        var disk = DurableReplica.Open(
            opening, group, settings, Keys.SignerOf(name), Keys,
            static e => Console.Error.WriteLine($"error: {e.Message}"), static () => { }, out _);
        var links = new LocalLinks();
        _disks.Add(disk);
        _links.Add(links);
        return _system.ActorOf(
            ReplicaActor.Props(
                disk.Next, links, new Ledger(), ActorRefs.Nobody, ReplyDesk.Closed, TimeProvider.System), name);
    }
}
