using System.Collections.Immutable;
using CretoAkka.Node.Experiments.Reports;
using CretoAkka.Node.Experiments.Runs;

namespace CretoAkka.Node.Experiments.Agreement;

/// <summary>A backup cut off by hand while another is silent, three ways, one after the other.</summary>
internal sealed class AgreementExperiment(FaultPlan plan, RunProgress progress)
{
    /// <summary>Goes through it.</summary>
    public async Task<Outcome> RunAsync(CancellationToken cancellation)
    {
        var runs = new List<AgreementRun>();
        foreach (var way in Enum.GetValues<Way>())
        {
            runs.Add(await progress.ShowAsync(
                $"{WayNames.Of(way)}: a backup is silent, another cut off by hand",
                plan.WarmUp + (2 * plan.Usual) + plan.Fault + plan.Settle,
                () => AgreementRun.GoAsync(way, plan, cancellation)));
        }
        var measures = runs.ConvertAll(AgreementMeasures.Of);
        return new Outcome(
            ForcedOpenTable.Of(plan, new(measures[0], measures[1], measures[2])), [PlotOf(runs)]);
    }

    private static Plot PlotOf(List<AgreementRun> runs) => new(
        "executed", "Requests executed by the backup that is cut off", "requests a second",
        [.. runs.Select(run => new PlotLine(WayNames.Of(run.Way), PointsOf(run)))],
        [new(0, "cut off"), new(runs[0].Fault.Length.TotalSeconds, "as before")]);

    private static ImmutableArray<(double X, double Y)> PointsOf(AgreementRun run)
    {
        var executed = run.Executed[AgreementGroup.Speaking.ToList().IndexOf(AgreementGroup.CutOff)];
        return
        [
            .. new Measures.Span(run.Usual.From, run.Fault.To).Seconds().Select(second => (
                (second.From - run.Fault.From).TotalSeconds, (double)executed.Count(e => second.Holds(e.At)))),
        ];
    }
}
