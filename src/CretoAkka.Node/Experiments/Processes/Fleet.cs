namespace CretoAkka.Node.Experiments.Processes;

/// <summary>A sender and three receivers, each in a process of its own: four nodes, of which one may be faulty.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    /// <summary>The receiver that becomes faulty.</summary>
    public const string Victim = "node-b";

    /// <summary>The receivers that stay healthy.</summary>
    public static readonly IReadOnlyList<string> Healthy = ["node-c", "node-d"];

    private const string SenderName = "node-a";

    private readonly Dictionary<string, WorkerProcess> _receivers = [];
    private WorkerProcess? _sender;

    private Fleet()
    {
    }

    /// <summary>Who sends.</summary>
    public WorkerProcess Sender => _sender!;

    /// <summary>A receiver.</summary>
    public WorkerProcess this[string name] => _receivers[name];

    /// <summary>Starts the processes; the sender does not send yet.</summary>
    public static async Task<Fleet> StartAsync(Way way, CancellationToken cancellation)
    {
        var fleet = new Fleet();
        try
        {
            foreach (var name in Healthy.Prepend(Victim))
                fleet._receivers[name] = await WorkerProcess.StartAsync(new() { Name = name }, cancellation);
            fleet._sender = await WorkerProcess.StartAsync(
                new()
                {
                    Name = SenderName,
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
    }
}
