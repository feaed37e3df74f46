using System.Collections.Concurrent;
using System.Text.Json;
using Akka.Actor;
using Akka.Remote;
using CretoAkka.Node.Experiments.Measures;
using CretoAkka.Node.Experiments.Traffic;
using CretoAkka.Node.Experiments.Ways;
using CretoAkka.Node.Replicas;

namespace CretoAkka.Node.Experiments.Workers;

/// <summary>
/// A process of an experiment. It obeys lines on its standard input, one answer a line, and ends with its input: so
/// no process outlives the one that started it.
/// </summary>
internal sealed class Worker(WorkerSpec spec, TextReader input, TextWriter output)
{
    private readonly ConcurrentQueue<CircuitChange> _changes = new();
    private readonly ArrivalLog _arrivals = new();

    /// <summary>Runs until there is no more input.</summary>
    public async Task<int> RunAsync()
    {
        var system = ActorSystem.Create(spec.Name, WorkerConfig.Of(spec));
        try
        {
            // On a receiver too: it is what acknowledges. The bare and the naive way send nothing that it would see.
            var circuits = PeerCircuits.Get(system);
            system.ActorOf(SinkActor.Props(_arrivals), SinkActor.Name);
            system.ActorOf(Props.Create(() => new CircuitWatcher(NoteCircuit)), "watcher");
            if (spec.Way == Way.Bare)
                system.ActorOf(Props.Create(() => new AssociationWatcher(NoteLoss)), "association-watcher");
            var way = await WayOf(system, circuits);
            await Say(new WorkerReady(((ExtendedActorSystem)system).Provider.DefaultAddress.Port ?? 0));
            await using var sender = way is null ? null : new Sender(way, spec.Peers.Select(peer => peer.Name));
            while (await input.ReadLineAsync() is { } line)
                await Obey(line, sender);
            await ((way as IAsyncDisposable)?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        finally
        {
            await system.Terminate();
        }
        return 0;
    }

    private async Task<ISendingWay?> WayOf(ActorSystem system, PeerCircuits circuits) => spec.Way switch
    {
        Way.Bare => await BareWay.StartAsync(system, spec.Peers),
        Way.Naive => new NaiveWay(system, circuits, spec.Peers),
        Way.Creto => new CretoWay(circuits, spec.Name, spec.Peers),
        _ => null,
    };

    private async Task Obey(string line, Sender? sender)
    {
        switch (line.Split(' ', 2))
        {
            case ["go"] when sender is not null:
                sender.Start();
                await Say(new WorkerReady(0));
                break;
            case ["sample"] when sender is not null:
                await Say(sender.Sample());
                break;
            case ["stop"] when sender is not null:
                await Say(await sender.StopAsync(_changes));
                break;
            case ["write", var file] when sender is null:
                await Say(new ReceiverReport(_arrivals.Write(file)));
                break;
            default:
                throw new ExperimentException($"A process of an experiment cannot obey '{line}'.");
        }
    }

    private void NoteCircuit(object happened)
    {
        if (happened is Circuits.CircuitProtocol.IEvent { Peer.Value: var peer })
            _changes.Enqueue(new CircuitChange(MachineClock.Now, peer, happened.GetType().Name));
    }

    private void NoteLoss(DisassociatedEvent lost) => _changes.Enqueue(
        new CircuitChange(MachineClock.Now, lost.RemoteAddress.System, nameof(DisassociatedEvent)));

    private async Task Say<T>(T answer)
    {
        await output.WriteLineAsync(JsonSerializer.Serialize(answer));
        await output.FlushAsync();
    }
}
