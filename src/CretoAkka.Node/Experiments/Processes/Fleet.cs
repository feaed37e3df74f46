using CretoAkka.Node.Experiments.Workers;
using CretoAkka.Node.Faults.Links;

namespace CretoAkka.Node.Experiments.Processes;

/// <summary>A sender and three receivers in processes of their own: four nodes, of which one may be faulty.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    /// <summary>The receiver that becomes faulty.</summary>
    public const string Victim = "node-b";

    /// <summary>The receivers that stay healthy.</summary>
    public static readonly IReadOnlyList<string> Healthy = ["node-c", "node-d"];

    private const string SenderName = "node-a";

    private readonly Dictionary<string, WorkerProcess> _receivers = [];
    private readonly LinkNetwork? _network;
    private WorkerProcess? _sender;

    private Fleet(LinkNetwork? network) => _network = network;

    /// <summary>Who sends.</summary>
    public WorkerProcess Sender => _sender!;

    /// <summary>The link from the sender to the victim, where the links are in our hands.</summary>
    public DirectedLink ToVictim => _network![SenderName, Victim];

    /// <summary>A receiver.</summary>
    public WorkerProcess this[string name] => _receivers[name];

    /// <summary>Starts the processes; the sender does not send yet.</summary>
    /// <param name="way">How it will.</param>
    /// <param name="seed">For the links; null: they are not in our hands.</param>
    /// <param name="cancellation">Ends everything.</param>
    public static async Task<Fleet> StartAsync(Way way, int? seed, CancellationToken cancellation)
    {
        var fleet = new Fleet(seed is { } s ? new LinkNetwork([SenderName, Victim, .. Healthy], s) : null);
        try
        {
            await fleet.StartReceiversAsync(cancellation);
            fleet._sender = await WorkerProcess.StartAsync(
                fleet.SpecOf(SenderName) with
                {
                    Way = way,
                    Peers = [.. fleet._receivers.Values.Select(receiver => receiver.Address)],
                },
                cancellation);
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the victim anew, on its port; it must be gone.</summary>
    public async Task RestartVictimAsync(CancellationToken cancellation)
    {
        var port = _receivers[Victim].Address.Port;
        await _receivers[Victim].DisposeAsync();
        _receivers[Victim] = await WorkerProcess.StartAsync(new() { Name = Victim, Port = port }, cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_sender is not null)
            await _sender.DisposeAsync();
        await Task.WhenAll(_receivers.Values.Select(receiver => receiver.DisposeAsync().AsTask()));
        if (_network is not null)
            await _network.DisposeAsync();
    }

    private async Task StartReceiversAsync(CancellationToken cancellation)
    {
        var starting = Healthy.Prepend(Victim)
            .ToDictionary(name => name, name => WorkerProcess.StartAsync(SpecOf(name), cancellation));
        // One that fails must not leave the others unknown, and so alive.
        await Task.WhenAll(starting.Values).ContinueWith(
            static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        foreach (var (name, start) in starting.Where(pair => pair.Value.IsCompletedSuccessfully))
            _receivers[name] = await start;
        await Task.WhenAll(starting.Values);
    }

    private WorkerSpec SpecOf(string name) => _network is null
        ? new() { Name = name }
        : new() { Name = name, Port = _network.Port(name), PublicPort = _network.PublicPort(name) };
}
