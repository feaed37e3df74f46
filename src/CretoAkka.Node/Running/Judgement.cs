using CretoAkka.Core.Circuits;
using CretoAkka.Node.Output;
using CretoAkka.Node.Replicas;

namespace CretoAkka.Node.Running;

/// <summary>Judges a cluster at the end of a run: waits, bounded, until it has come to rest, then compares.</summary>
/// <param name="cluster">Nobody writes to it any more.</param>
/// <param name="clients">They have stopped.</param>
/// <param name="limit">How long to wait.</param>
/// <param name="complain">Takes a sentence for each promise that was not kept.</param>
internal sealed class Judgement(
    Cluster cluster, IReadOnlyCollection<BuiltInClient> clients, TimeSpan limit, Action<string> complain)
{
    /// <summary>The summary of the run.</summary>
    /// <param name="agreed">Whether every operation of the input found agreement.</param>
    public async Task<RunSummary> ReachAsync(bool agreed)
    {
        foreach (var client in clients)
            await client.VerifyAsync(CancellationToken.None);
        Findings found = null!;
        await Condition.HoldsAsync(
            async () => (found = await FindAsync(agreed)).IsAtRest, limit, CancellationToken.None);

        var broken = found.BrokenPromises.ToArray();
        foreach (var promise in broken)
            complain(promise);
        var messages = cluster.Messages.ToArray();
        return new RunSummary(
            cluster.Counters.Committed,
            cluster.Counters.Reads,
            cluster.Opened,
            cluster.Counters.Recovered,
            found.Lost,
            found.Divergent,
            messages.Sum(m => m.Ledger.Superseded),
            messages.Sum(m => m.Ledger.Expired),
            messages.Sum(m => m.Trickled),
            cluster.IsolationRefused,
            cluster.Counters.Quarantined,
            broken.Length == 0 ? RunSummary.Ok : RunSummary.Failed);
    }

    private async Task<Findings> FindAsync(bool agreed) => new()
    {
        Replicas = cluster.Nodes.Length,
        Statuses = [.. await StatusesAsync()],
        OpenCircuits = [.. cluster.Nodes.SelectMany(OpenCircuits)],
        Lost = cluster.Ledger.Lost + clients.Sum(client => client.Wrong),
        Agreed = agreed,
        Unanswered = clients.Count > 0 && clients.All(client => client.IsUnanswered),
    };

    private static IEnumerable<string> OpenCircuits(ClusterNode node) =>
        from pair in node.System?.Circuits.GetStats() ?? new Dictionary<PeerId, CircuitStats>()
        where pair.Value.State != CircuitState.Closed
        select $"{node.Name} to {pair.Key}";

    private async Task<IEnumerable<ReplicaProtocol.ReplicaStatus>> StatusesAsync()
    {
        var all = await Task.WhenAll(cluster.Nodes.Select(
            node => node.System?.StatusAsync() ?? Task.FromResult<ReplicaProtocol.ReplicaStatus?>(null)));
        return all.OfType<ReplicaProtocol.ReplicaStatus>();
    }
}
