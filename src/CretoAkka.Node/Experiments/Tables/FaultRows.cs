using System.Globalization;
using CretoAkka.Node.Experiments.Reports;
using CretoAkka.Node.Experiments.Runs;

namespace CretoAkka.Node.Experiments.Tables;

/// <summary>Measures that several experiments share, and what each way must show.</summary>
internal static class FaultRows
{
    /// <summary>What the sender's heap may gain in a fault of 30 s; in a shorter one as much less.</summary>
    public const double MaxHeapGrowth = 2_000_000;

    /// <summary>The least share of goodput that healthy links keep.</summary>
    public const double MinGoodput = 0.95;

    /// <summary>The largest multiple of their usual 99th percentile that healthy links have.</summary>
    public const double MaxP99 = 1.2;

    /// <summary>The sender's memory.</summary>
    public static ResultRow Heap(FaultPlan plan, ThreeWays ways)
    {
        var most = MaxHeapGrowth * (plan.Fault / FaultPlan.Full.Fault);
        return ways.Row("Sender's heap growth", m => ResultCell.Megabytes(m.HeapGrowth)) with
        {
            Bound = string.Create(CultureInfo.InvariantCulture, $"<= {most / 1_000_000:0.##} MB"),
            Checks = [new(ways.Creto.HeapGrowth <= most, "the library's is larger.")],
        };
    }

    /// <summary>The sender's memory, as the machine sees it. Nothing is claimed of it.</summary>
    public static ResultRow WorkingSet(ThreeWays ways) =>
        ways.Row("Sender's working set growth", m => ResultCell.Megabytes(m.WorkingSetGrowth));

    /// <summary>When the sender knew.</summary>
    public static ResultRow Known(ThreeWays ways)
    {
        var most = 2 * ways.Creto.Timeout;
        return ways.Row("Until the sender knows", m => ResultCell.Milliseconds(m.KnownAfter)) with
        {
            Bound = string.Create(CultureInfo.InvariantCulture, $"<= 2T ({most?.TotalMilliseconds:0} ms)"),
            Checks = [new(ways.Creto.KnownAfter <= most, "the library's knows too late, or never.")],
        };
    }

    /// <summary>What was refused.</summary>
    public static ResultRow Refused(ThreeWays ways) =>
        ways.Row("Messages refused for good", m => ResultCell.Count(m.Refused)) with
        {
            Bound = "0; refusing > 0",
            Checks =
            [
                new(ways.Creto.Refused == 0, "the library refused some."),
                new(ways.Naive.Refused > 0, "the refusing circuit refused none, and so shows no harm."),
            ],
        };

    /// <summary>What the victim never got.</summary>
    public static ResultRow Missing(ThreeWays ways) =>
        ways.Row("Critical or newest never delivered", m => ResultCell.Count(m.Missing)) with
        {
            Bound = "0",
            Checks = [new(ways.Creto.Missing == 0, "the library's victim misses some.")],
        };

    /// <summary>What healthy links carry.</summary>
    public static ResultRow Goodput(ThreeWays ways) =>
        ways.Row("Healthy links: goodput", m => ResultCell.Share(
            m.GoodputShare, string.Create(CultureInfo.InvariantCulture, $"{m.Faulty.Goodput:0}/s"))) with
        {
            Bound = ">= 95%",
            Checks = [new(ways.Creto.GoodputShare >= MinGoodput, "the library's is lower.")],
        };

    /// <summary>How long healthy links take.</summary>
    public static ResultRow P99(ThreeWays ways) =>
        ways.Row("Healthy links: p99", m => ResultCell.Multiple(
            m.P99Multiple, ResultCell.Milliseconds(m.Faulty.P99).Text)) with
        {
            Bound = "<= 1.2x",
            Checks = [new(ways.Creto.P99Multiple <= MaxP99, "the library's is longer.")],
        };
}
