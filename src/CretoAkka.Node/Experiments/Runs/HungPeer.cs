using CretoAkka.Node.Experiments.Reports;

namespace CretoAkka.Node.Experiments.Runs;

/// <summary>
/// A peer's process is stopped for a while, as by a long pause or a machine that swaps. Its sockets stay open, and
/// nothing tells the sender.
/// </summary>
/// <param name="plan">For how long.</param>
/// <param name="progress">Is told what is being done.</param>
internal sealed class HungPeer(HungPeerPlan plan, TextWriter progress)
{
    /// <summary>Goes through it three ways, one after the other.</summary>
    public async Task<Outcome> RunAsync(CancellationToken cancellation)
    {
        var runs = new List<HungPeerRun>();
        foreach (var way in Enum.GetValues<Way>())
        {
            await progress.WriteLineAsync($"hung-peer: {way.ToString().ToLowerInvariant()} way");
            runs.Add(await HungPeerRun.GoAsync(way, plan, cancellation));
        }
        var measures = runs.ConvertAll(HungPeerMeasures.Of);
        return new Outcome(
            HungPeerTable.Of(plan.Hang, measures[0], measures[1], measures[2]), HungPeerPlots.Of(runs));
    }
}
