using System.Collections.Immutable;
using System.Globalization;
using CretoAkka.Node.Running;
using CretoAkka.Quorums;

namespace CretoAkka.Node.Output;

/// <summary>A run at one moment. Immutable.</summary>
/// <param name="Elapsed">Since its start.</param>
/// <param name="Committed">Writes acknowledged.</param>
/// <param name="Reads">Reads answered.</param>
/// <param name="CommitLatency">The median of the latest writes; null: none yet.</param>
/// <param name="Nodes">Each node, in order.</param>
internal sealed record RunSnapshot(
    TimeSpan Elapsed, long Committed, long Reads, TimeSpan? CommitLatency, ImmutableArray<NodeSnapshot> Nodes)
{
    /// <summary>What users were told, in a line.</summary>
    public string Headline => string.Create(
        CultureInfo.InvariantCulture,
        $"{Committed} writes committed (median {Cells.Time(CommitLatency)}), {Reads} reads");

    /// <summary>Takes one.</summary>
    public static async Task<RunSnapshot> TakeAsync(
        Cluster cluster, ImmutableArray<BuiltInClient> clients, TimeSpan elapsed) => new(
        elapsed,
        cluster.Counters.Committed,
        cluster.Counters.Reads,
        clients.Select(client => client.Median).Max(),
        [.. await Task.WhenAll(cluster.Nodes.Select(NodeSnapshot.TakeAsync))]);
}

/// <summary>A node at one moment. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Executed">Places its replica has executed; null: it is down.</param>
/// <param name="Peers">What it knows of its peers.</param>
/// <param name="Quorum">Whom it has cut off, and may; null: it is down.</param>
internal sealed record NodeSnapshot(
    string Name, long? Executed, IReadOnlyList<PeerReading> Peers, QuorumStats? Quorum)
{
    /// <summary>Takes one.</summary>
    public static async Task<NodeSnapshot> TakeAsync(ClusterNode node)
    {
        var system = node.System;
        var status = system is null ? null : await system.StatusAsync();
        return new NodeSnapshot(node.Name, status?.Executed, PeerReading.Of(node), system?.Circuits.GetQuorum());
    }
}
