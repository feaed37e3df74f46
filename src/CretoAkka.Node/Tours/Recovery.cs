using CretoAkka.Core.Circuits;
using CretoAkka.Node.Running;

namespace CretoAkka.Node.Tours;

/// <summary>Takes faults back.</summary>
internal static class Recovery
{
    /// <summary>Whatever hangs goes on, who lied is released, who is dead restarts, what was forced is reset.</summary>
    public static async Task HealAsync(Cluster cluster)
    {
        foreach (var node in cluster.Nodes)
            cluster.Network.Thaw(node.Name);
        foreach (var node in cluster.Nodes.Where(node => node.System is null))
            await cluster.RestartAsync(node);
        foreach (var circuits in cluster.Nodes.Select(node => node.System!.Circuits))
            foreach (var (peer, stats) in circuits.GetStats())
                if (stats.Mode is CircuitMode.ForcedOpen or CircuitMode.ForcedClosed)
                    circuits.Reset(peer);
        Release(cluster); // Last: a place that is free may have gone to who is proven faulty.
    }

    /// <summary>Ends the quarantine of node-4 at every observer.</summary>
    public static void Release(Cluster cluster)
    {
        foreach (var circuits in cluster.Observers.Select(node => node.System!.Circuits))
            if (circuits.GetQuorum().Charged.Contains(Cluster.Victim))
                circuits.ReleaseQuarantine(Cluster.Victim);
    }
}
