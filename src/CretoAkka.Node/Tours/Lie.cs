using CretoAkka.Node.Running;
using CretoAkka.Pbft.Replication;

namespace CretoAkka.Node.Tours;

/// <summary>Makes node-4 break the protocol in a way that proves itself.</summary>
internal static class Lie
{
    /// <summary>
    /// Votes for two things at one place: ahead of what any observer has executed, for what is decided nobody looks at
    /// any more, and within the window of all of them, however far their last stable checkpoint is behind.
    /// </summary>
    public static async Task TellAsync(Cluster cluster, ClusterNode liar)
    {
        var seen = await Task.WhenAll(cluster.Observers.Select(async node =>
            node.System is { } system ? await system.StatusAsync() : null));
        var (view, executed) = (seen.Max(s => s?.View ?? 0), seen.Max(s => s?.Executed ?? 0));
        liar.System?.Equivocate(view, executed + ReplicaSettings.Default.Window / 4);
    }
}
