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
        var closed = await Condition.HoldsAsync(() => OpenCircuits().Count == 0, limit, CancellationToken.None);
        await Condition.HoldsAsync(async () => AtRest(await StatusesAsync()), limit, CancellationToken.None);

        var statuses = await StatusesAsync();
        var lost = cluster.Ledger.Lost + clients.Sum(client => client.Wrong);
        var divergent = Divergent(statuses);
        var good = Promise(closed, $"circuits that are not closed: {string.Join(", ", OpenCircuits())}.")
            & Promise(agreed, "an operation found no agreement.")
            & Promise(statuses.Length == cluster.Nodes.Length, "a replica does not answer.")
            & Promise(statuses.Select(s => s.Executed).Distinct().Count() <= 1, "a replica has not caught up.")
            & Promise(lost == 0, "acknowledged writes were lost.")
            & Promise(divergent == 0, "replicas differ in state.");
        return new RunSummary(
            cluster.Counters.Committed,
            cluster.Counters.Reads,
            cluster.Opened,
            cluster.Counters.Recovered,
            lost,
            divergent,
            good ? RunSummary.Ok : RunSummary.Failed);
    }

    /// <summary>Replicas outside the largest group that agrees, among those that have executed the most.</summary>
    internal static int Divergent(IReadOnlyCollection<ReplicaProtocol.ReplicaStatus> statuses)
    {
        var furthest = statuses.Select(status => status.Executed).DefaultIfEmpty().Max();
        var peers = statuses.Where(status => status.Executed == furthest).ToArray();
        var largest = peers.GroupBy(status => (status.State, status.History))
            .Select(group => group.Count()).DefaultIfEmpty().Max();
        return peers.Length - largest;
    }

    private bool Promise(bool kept, string otherwise)
    {
        if (!kept)
            complain(otherwise);
        return kept;
    }

    private static bool AtRest(ReplicaProtocol.ReplicaStatus[] statuses) =>
        statuses.Length > 0 && statuses.Select(status => status.Executed).Distinct().Count() == 1;

    private List<string> OpenCircuits() => [.. cluster.Nodes.SelectMany(OpenCircuits)];

    private static IEnumerable<string> OpenCircuits(ClusterNode node) =>
        from pair in node.System?.Circuits.GetStats() ?? new Dictionary<PeerId, CircuitStats>()
        where pair.Value.State != CircuitState.Closed
        select $"{node.Name} to {pair.Key}";

    private async Task<ReplicaProtocol.ReplicaStatus[]> StatusesAsync()
    {
        var all = await Task.WhenAll(cluster.Nodes.Select(
            node => node.System?.StatusAsync() ?? Task.FromResult<ReplicaProtocol.ReplicaStatus?>(null)));
        return [.. all.OfType<ReplicaProtocol.ReplicaStatus>()];
    }
}
