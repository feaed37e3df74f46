using System.Globalization;
using CretoAkka.Node.Experiments.Reports;
using CretoAkka.Node.Experiments.Runs;

namespace CretoAkka.Node.Experiments.Tables;

/// <summary>A hung peer: three ways side by side, and what each must show.</summary>
internal static class HungPeerTable
{
    /// <summary>Stale messages that the victim may still handle, beyond what was on its way already.</summary>
    public const int MaxStaleBeyondWindow = 200;

    /// <summary>How much worse the bare way must be for the experiment to show anything.</summary>
    public const int Harm = 10;

    /// <summary>Makes it.</summary>
    public static ResultTable Of(FaultPlan plan, ThreeWays ways) => new(
        string.Create(
            CultureInfo.InvariantCulture, $"A peer's process is stopped for {plan.Fault.TotalSeconds:0.#} s."),
        [TableNotes.Traffic, TableNotes.Heap, TableNotes.Stale, TableNotes.Healthy],
        [
            FaultRows.Heap(plan, ways),
            FaultRows.WorkingSet(ways),
            Stale(ways),
            FaultRows.Known(ways),
            FaultRows.Refused(ways),
            FaultRows.Missing(ways),
            FaultRows.Goodput(ways),
            FaultRows.P99(ways),
        ]);

    private static ResultRow Stale(ThreeWays ways)
    {
        var (bare, creto) = (ways.Bare.Stale, ways.Creto.Stale);
        var most = ways.Creto.Window + MaxStaleBeyondWindow;
        return ways.Row("Stale messages handled", m => ResultCell.Count(m.Stale)) with
        {
            Bound = string.Create(
                CultureInfo.InvariantCulture,
                $"<= {MaxStaleBeyondWindow} + window ({ways.Creto.Window}); bare >= {Harm}x"),
            Checks =
            [
                new(creto <= most, "the library's victim handled more."),
                new(bare > 0 && bare >= Harm * creto, "the bare way's are too few to show its harm."),
            ],
        };
    }
}
