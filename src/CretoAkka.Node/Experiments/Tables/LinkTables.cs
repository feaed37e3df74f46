using System.Globalization;
using CretoAkka.Node.Experiments.Measures;
using CretoAkka.Node.Experiments.Reports;
using CretoAkka.Node.Experiments.Runs;

namespace CretoAkka.Node.Experiments.Tables;

/// <summary>A link that is slow, that flaps, or that carries nothing one way.</summary>
internal static class LinkTables
{
    private static readonly string Late = string.Create(
        CultureInfo.InvariantCulture, $"Late: handled more than {Staleness.Bound.TotalSeconds:0} s after it was sent.");

    /// <summary>A tenth of the traffic gets through in time.</summary>
    public static ResultTable Slow(FaultPlan plan, ThreeWays ways) =>
        Delayed("The link to a peer carries 100 kB/s", plan, ways);

    /// <summary>Two seconds frozen, one not.</summary>
    public static ResultTable Flapping(FaultPlan plan, ThreeWays ways) =>
        Delayed("The link to a peer is frozen for 2 s, free for 1 s, and so on", plan, ways);

    /// <summary>Nothing arrives, and nobody is told.</summary>
    public static ResultTable Cut(FaultPlan plan, ThreeWays ways)
    {
        var missing = FaultRows.Missing(ways);
        return new(
            Title("The link to a peer loses everything, the link back nothing", plan),
            [TableNotes.Traffic, TableNotes.Heap, TableNotes.Healthy],
            [
                FaultRows.Heap(plan, ways),
                FaultRows.Known(ways),
                FaultRows.Refused(ways),
                missing with
                {
                    Bound = "0; bare > 0",
                    Checks =
                    [
                        .. missing.Checks,
                        new(ways.Bare.Missing > 0, "the bare way lost none, and so shows no harm."),
                    ],
                },
                FaultRows.Goodput(ways),
                FaultRows.P99(ways),
            ]);
    }

    private static ResultTable Delayed(string what, FaultPlan plan, ThreeWays ways) => new(
        Title(what, plan),
        [TableNotes.Traffic, TableNotes.Heap, Late, TableNotes.Healthy],
        [
            FaultRows.Heap(plan, ways),
            LateOnes(ways),
            FaultRows.Refused(ways),
            FaultRows.Missing(ways),
            FaultRows.Goodput(ways),
            FaultRows.P99(ways),
        ]);

    private static ResultRow LateOnes(ThreeWays ways) =>
        ways.Row("Late messages handled", m => ResultCell.Count(m.Late)) with
        {
            Bound = "fewer than bare",
            Checks = [new(ways.Creto.Late < ways.Bare.Late, "the library's victim handled as many.")],
        };

    private static string Title(string what, FaultPlan plan) =>
        string.Create(CultureInfo.InvariantCulture, $"{what}, for {plan.Fault.TotalSeconds:0.#} s.");
}
