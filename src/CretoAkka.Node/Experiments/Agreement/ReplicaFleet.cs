using System.Security.Cryptography;
using System.Text.Json;
using CretoAkka.Node.Experiments.Processes;
using CretoAkka.Node.Experiments.Workers;

namespace CretoAkka.Node.Experiments.Agreement;

/// <summary>Four replicas in processes of their own.</summary>
internal sealed class ReplicaFleet : IAsyncDisposable
{
    private readonly Dictionary<string, WorkerProcess> _replicas = [];

    private ReplicaFleet()
    {
    }

    /// <summary>A replica.</summary>
    public WorkerProcess this[string name] => _replicas[name];

    /// <summary>Starts the replicas, and makes them known to each other.</summary>
    public static async Task<ReplicaFleet> StartAsync(Way way, CancellationToken cancellation)
    {
        var fleet = new ReplicaFleet();
        try
        {
            // Whoever can read it can sign as any replica: it is worth as much as the run, and ends with it.
            var secret = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
            foreach (var name in AgreementGroup.Names)
                fleet._replicas[name] = await WorkerProcess.StartAsync(SpecOf(name, way, secret), cancellation);
            foreach (var name in AgreementGroup.Names)
                await fleet[name].OrderAsync($"join {JsonSerializer.Serialize(fleet.PeersOf(name))}", cancellation);
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var replica in _replicas.Values)
            await replica.DisposeAsync();
    }

    private IEnumerable<PeerAddress> PeersOf(string name) => AgreementGroup.Names
        .Where(other => other != name)
        .Select(other => _replicas[other].Address);

    private static WorkerSpec SpecOf(string name, Way way, string secret) =>
        new() { Name = name, Way = way, Group = [.. AgreementGroup.Names], Secret = secret };
}
