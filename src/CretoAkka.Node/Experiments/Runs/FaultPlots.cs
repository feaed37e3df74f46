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
        ImmutableArray<PlotMark> marks = [.. Marks(fault, runs.First())];
        return
        [
            new Plot("heap", "Sender's heap", "MB", [.. runs.Select(run => Line(run, Heap(run)))], marks),
            new Plot(
                "handled", "Messages handled by the faulty peer", "messages a second",
                [.. runs.Select(run => Line(run, Handled(run)))], marks),
        ];
    }

    // Of one run: in the others it is the same, but for some milliseconds.
    private static IEnumerable<PlotMark> Marks(IFault fault, FaultRun run)
    {
        foreach (var span in run.Faults)
        {
            yield return new PlotMark(SinceFault(run, span.From), fault.Begins);
            if (fault.Ends is { } ends)
                yield return new PlotMark(SinceFault(run, span.To), ends);
        }
    }

    private static PlotLine Line(FaultRun run, IEnumerable<(double, double)> points) => new(
        WayNames.Of(run.Way), [.. points]);

    private static IEnumerable<(double, double)> Heap(FaultRun run) =>
        run.Sender.Memory.Select(sample => (SinceFault(run, sample.At), sample.Heap / 1e6));

    private static IEnumerable<(double, double)> Handled(FaultRun run) =>
        new Measures.Span(run.Usual[0].From, Later(run.Usual[^1].To, run.Fault.To)).Seconds().Select(second =>
            (SinceFault(run, second.From), (double)run.Victim.Count(arrival => second.Holds(arrival.At))));

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static double SinceFault(FaultRun run, TimeSpan at) => (at - run.Fault.From).TotalSeconds;
}
