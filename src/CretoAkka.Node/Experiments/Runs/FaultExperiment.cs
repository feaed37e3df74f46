using CretoAkka.Node.Experiments.Reports;
using CretoAkka.Node.Experiments.Trouble;

namespace CretoAkka.Node.Experiments.Runs;

/// <summary>One fault, three ways, one after the other, and the table of what they show.</summary>
/// <param name="fault">Makes what befalls the victim, for each way anew.</param>
/// <param name="plan">How long everything lasts.</param>
/// <param name="table">Makes the table: of the bare, the naive and the library's way.</param>
/// <param name="seed">For what is random in the fault.</param>
/// <param name="progress">Shows what is being done.</param>
internal sealed class FaultExperiment(
    Func<IFault> fault,
    FaultPlan plan,
    Func<FaultPlan, ThreeWays, ResultTable> table,
    int seed,
    RunProgress progress)
{
    /// <summary>Goes through it.</summary>
    public async Task<Outcome> RunAsync(CancellationToken cancellation)
    {
        var runs = new List<FaultRun>();
        var last = fault();
        foreach (var way in Enum.GetValues<Way>())
        {
            last = fault();
            runs.Add(await progress.ShowAsync(
                $"{WayNames.Of(way)}: the peer is {last.Begins}",
                plan.Length,
                () => FaultRun.GoAsync(way, last, plan, seed, cancellation)));
        }
        var measures = runs.ConvertAll(FaultMeasures.Of);
        return new Outcome(
            table(plan, new ThreeWays(measures[0], measures[1], measures[2])), FaultPlots.Of(last, runs));
    }
}
