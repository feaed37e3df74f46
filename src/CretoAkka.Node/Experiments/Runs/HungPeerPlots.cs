using System.Collections.Immutable;
using CretoAkka.Node.Experiments.Reports;

namespace CretoAkka.Node.Experiments.Runs;

/// <summary>A hang over time. Second 0 is its beginning.</summary>
internal static class HungPeerPlots
{
    /// <summary>Draws the runs.</summary>
    public static ImmutableArray<Plot> Of(IReadOnlyCollection<HungPeerRun> runs)
    {
        var marks = ImmutableArray.Create(
            new PlotMark(0, "stopped"), new PlotMark(runs.First().Hang.Length.TotalSeconds, "goes on"));
        return
        [
            new Plot("heap", "Sender's heap", "MB", [.. runs.Select(run => Line(run, Heap(run)))], marks),
            new Plot(
                "handled", "Messages handled by the stopped peer", "messages a second",
                [.. runs.Select(run => Line(run, Handled(run)))], marks),
        ];
    }

    private static PlotLine Line(HungPeerRun run, IEnumerable<(double, double)> points) => new(
        run.Way switch
        {
            Way.Bare => "bare Akka.Remote",
            Way.Naive => "refusing circuit",
            _ => "CretoAkka",
        },
        [.. points]);

    private static IEnumerable<(double, double)> Heap(HungPeerRun run) =>
        run.Sender.Memory.Select(sample => (SinceHang(run, sample.At), sample.Heap / 1e6));

    private static IEnumerable<(double, double)> Handled(HungPeerRun run) =>
        new Measures.Span(run.Before.From, run.After.To).Seconds().Select(second =>
            (SinceHang(run, second.From), (double)run.Victim.Count(arrival => second.Holds(arrival.At))));

    private static double SinceHang(HungPeerRun run, TimeSpan at) => (at - run.Hang.From).TotalSeconds;
}
