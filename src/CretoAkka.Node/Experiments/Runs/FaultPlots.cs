using System.Collections.Immutable;
using CretoAkka.Node.Experiments.Reports;
using CretoAkka.Node.Experiments.Trouble;

namespace CretoAkka.Node.Experiments.Runs;

/// <summary>A fault over time. Second 0 is its beginning.</summary>
internal static class FaultPlots
{
    /// <summary>Draws the runs.</summary>
    public static ImmutableArray<Plot> Of(IFault fault, IReadOnlyCollection<FaultRun> runs)
    {
        var marks = ImmutableArray.Create(new PlotMark(0, fault.Begins));
        if (fault.Ends is { } ends)
            marks = marks.Add(new PlotMark(runs.First().Fault.Length.TotalSeconds, ends));
        return
        [
            new Plot("heap", "Sender's heap", "MB", [.. runs.Select(run => Line(run, Heap(run)))], marks),
            new Plot(
                "handled", "Messages handled by the faulty peer", "messages a second",
                [.. runs.Select(run => Line(run, Handled(run)))], marks),
        ];
    }

    private static PlotLine Line(FaultRun run, IEnumerable<(double, double)> points) => new(
        WayNames.Of(run.Way), [.. points]);

    private static IEnumerable<(double, double)> Heap(FaultRun run) =>
        run.Sender.Memory.Select(sample => (SinceFault(run, sample.At), sample.Heap / 1e6));

    private static IEnumerable<(double, double)> Handled(FaultRun run) =>
        new Measures.Span(run.Before.From, run.After.To).Seconds().Select(second =>
            (SinceFault(run, second.From), (double)run.Victim.Count(arrival => second.Holds(arrival.At))));

    private static double SinceFault(FaultRun run, TimeSpan at) => (at - run.Fault.From).TotalSeconds;
}
