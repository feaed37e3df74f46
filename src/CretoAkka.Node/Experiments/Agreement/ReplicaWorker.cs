using System.Collections.Immutable;
using System.Text.Json;
using Akka.Actor;
using CretoAkka.Node.Clients;
using CretoAkka.Node.Experiments.Measures;
using CretoAkka.Node.Experiments.Ways;
using CretoAkka.Node.Experiments.Workers;
using CretoAkka.Node.Replicas;
using CretoAkka.Node.Signing;
using CretoAkka.Pbft.Clients;
using CretoAkka.Pbft.Replication;

namespace CretoAkka.Node.Experiments.Agreement;

/// <summary>
/// A process of an experiment that is a replica. It obeys lines on its standard input, one answer a line, and ends
/// with its input.
/// </summary>
internal sealed class ReplicaWorker(WorkerSpec spec, TextReader input, TextWriter output) : IAsyncDisposable
{
    private readonly ArrivalLog _executed = new();
    private readonly List<IAsyncDisposable> _parts = [];
    private RequestStream? _requests;
    private RoundTrips? _roundTrips;

    /// <summary>Runs until there is no more input.</summary>
    public async Task<int> RunAsync()
    {
        var system = ActorSystem.Create(spec.Name, WorkerConfig.Of(spec));
        try
        {
            var circuits = PeerCircuits.Get(system);
            system.ActorOf(SinkActor.Props(new ArrivalLog()), SinkActor.Name); // It answers pings.
            await Say(new WorkerReady(((ExtendedActorSystem)system).Provider.DefaultAddress.Port ?? 0));
            while (await input.ReadLineAsync() is { } line)
                await Obey(line, system, circuits);
        }
        finally
        {
            await DisposeAsync();
            await system.Terminate();
        }
        return 0;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var part in _parts)
            await part.DisposeAsync();
        _parts.Clear();
    }

    private async Task Obey(string line, ActorSystem system, PeerCircuits circuits)
    {
        switch (line.Split(' ', 2))
        {
            case ["join", var peers]:
                Join(system, circuits, JsonSerializer.Deserialize<ImmutableArray<PeerAddress>>(peers));
                break;
            case ["go"] when _requests is not null:
                _requests.Start();
                _roundTrips!.Start();
                break;
            case ["force-open", var peer]:
                // One peer is silent: another one is beyond what the protocol tolerates, and the operator insists.
                circuits.ForceOpen(peer, overrideBudget: true);
                break;
            case ["reset", var peer]:
                circuits.Reset(peer);
                break;
            case ["stop"] when _requests is not null:
                await Say((await _requests.StopAsync()) with { RoundTrips = _roundTrips!.All });
                return;
            case ["write", var file]:
                await Say(new ReceiverReport(_executed.Write(file)));
                return;
            default:
                throw new ExperimentException($"A replica of an experiment cannot obey '{line}'.");
        }
        await Say(new WorkerReady(0));
    }

    private void Join(ActorSystem system, PeerCircuits circuits, ImmutableArray<PeerAddress> peers)
    {
        var keys = new Keyring([.. spec.Group, .. spec.Group.SelectMany(ClientNames.Of)], spec.Secret);
        var (group, ledger, links) = (new ReplicaGroup(spec.Group), new Ledger(), LinksOf(system, circuits, peers));
        var settings = new GatewaySettings();
        var mode = ReplicaMode.Voting;
        var gateway = system.ActorOf(
            GatewayActor.Props(
                settings,
                [.. ClientNames.Of(spec.Name).Select(keys.SignerOf)],
                () => new ReplyCollector(group, keys, ClientNames.PerNode),
                ledger,
                TimeProvider.System),
            "gateway");
        system.ActorOf(
            ReplicaActor.Props(
                () =>
                {
                    // What is measured is what gets through to a backup, under one primary.
                    var own = ReplicaSettings.Default with { Mode = mode, ViewTimeout = TimeSpan.FromHours(1) };
                    // An actor that is restarted after a fault has forgotten what it voted for.
                    mode = ReplicaMode.Recovering;
                    return new(new Replica(
                        group, own, keys.SignerOf(spec.Name), keys, new StampedStore(_executed)));
                },
                links, ledger, gateway, ReplyDesk.Closed, TimeProvider.System),
            PeerAddress.ReplicaName);
        _requests = new RequestStream(new Gateway(gateway, settings.Timeout + TimeSpan.FromSeconds(1)));
        _roundTrips = new RoundTrips(system, peers.First(peer => peer.Name != AgreementGroup.CutOff));
        _parts.AddRange([_requests, _roundTrips]);
    }

    private IPeerLinks LinksOf(ActorSystem system, PeerCircuits circuits, ImmutableArray<PeerAddress> peers)
    {
        switch (spec.Way)
        {
            case Way.Creto:
                circuits.SetMembership(1, spec.Group.Select(name => (PeerId)name));
                var links = new CircuitLinks((ExtendedActorSystem)system, circuits);
                links.Join(peers.Select(peer => (peer.Name, peer.ReplicaPath)));
                return links;
            case Way.Naive:
                var naive = new NaiveWay(system, circuits, peers);
                _parts.Add(naive);
                return new PlainLinks(system, peers, naive.MayTell);
            default:
                return new PlainLinks(system, peers, static _ => true);
        }
    }

    private async Task Say<T>(T answer)
    {
        await output.WriteLineAsync(JsonSerializer.Serialize(answer));
        await output.FlushAsync();
    }
}
