using System.Globalization;
using CretoAkka.Node.Experiments.Reports;
using CretoAkka.Node.Experiments.Runs;

namespace CretoAkka.Node.Experiments.Tables;

/// <summary>A killed peer, and one that another process follows.</summary>
internal static class DeadPeerTables
{
    /// <summary>It stays dead.</summary>
    public static ResultTable Killed(FaultPlan plan, ThreeWays ways) => new(
        "A peer's process is killed, and stays dead.",
        [TableNotes.Traffic, TableNotes.Heap, TableNotes.Healthy],
        [
            FaultRows.Heap(plan, ways),
            FaultRows.WorkingSet(ways),
            FaultRows.Known(ways),
            FaultRows.Refused(ways),
            FaultRows.Goodput(ways),
            FaultRows.P99(ways),
        ]);

    /// <summary>Another starts on its port.</summary>
    public static ResultTable Restarted(FaultPlan plan, ThreeWays ways) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"A peer's process is killed; {plan.Fault.TotalSeconds:0.#} s later another starts on its port."),
        [
            TableNotes.Traffic,
            TableNotes.Healthy,
            "Behind: critical messages, and newest of each key, that were sent while it was down, and that it lacks",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{FaultMeasures.CatchUp.TotalSeconds:0} s after it is back: probe interval, gate and a second."),
        ],
        [
            FaultRows.Heap(plan, ways),
            Delivered(ways),
            Behind(ways),
            FaultRows.Known(ways),
            FaultRows.Refused(ways),
            FaultRows.Goodput(ways),
            FaultRows.P99(ways),
        ]);

    private static ResultRow Delivered(ThreeWays ways) =>
        ways.Row("Delivered after the restart", m => ResultCell.Count(m.Delivered)) with
        {
            Bound = "bare 0",
            Checks = [new(ways.Bare.Delivered == 0, "the bare way delivered some, and so shows no harm.")],
        };

    private static ResultRow Behind(ThreeWays ways) =>
        ways.Row("Behind", m => ResultCell.Count(m.MissingSoon)) with
        {
            Bound = "0",
            Checks = [new(ways.Creto.MissingSoon == 0, "the library's peer lacks some.")],
        };
}
