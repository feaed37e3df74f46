using System.Globalization;
using CretoAkka.Node.Experiments.Measures;
using CretoAkka.Node.Experiments.Reports;
using CretoAkka.Node.Experiments.Traffic;

namespace CretoAkka.Node.Experiments.Runs;

/// <summary>The three ways side by side, and what each must show.</summary>
internal static class HungPeerTable
{
    /// <summary>What the sender's heap may gain.</summary>
    public const long MaxHeapGrowth = 2_000_000;

    /// <summary>Stale messages that the victim may still handle, beyond what was on its way already.</summary>
    public const int MaxStaleBeyondWindow = 200;

    /// <summary>The least share of goodput that healthy links keep.</summary>
    public const double MinGoodput = 0.95;

    /// <summary>The largest multiple of their usual 99th percentile that healthy links have.</summary>
    public const double MaxP99 = 1.2;

    /// <summary>How much worse the bare way must be for the experiment to show anything.</summary>
    public const int Harm = 10;

    /// <summary>Makes it.</summary>
    public static ResultTable Of(
        TimeSpan hang, HungPeerMeasures bare, HungPeerMeasures naive, HungPeerMeasures creto) => new(
        string.Create(CultureInfo.InvariantCulture, $"A peer's process stopped for {hang.TotalSeconds:0.#} s."),
        [
            string.Create(CultureInfo.InvariantCulture,
                $"Traffic: {VoteStream.Rate} messages/s of 1 KB to each of three peers, votes of {VoteStream.Keys} keys."),
            "Heap: after a forced collection, just before the stop and just before its end.",
            string.Create(CultureInfo.InvariantCulture,
                $"Stale: handled after the stop ended, sent more than {Staleness.Bound.TotalSeconds:0} s before that."),
            "Healthy links: against the time before and after the stop; p99 is the median of each second's own.",
        ],
        [
            Heap(bare, naive, creto),
            Row("Sender's working set growth", bare, naive, creto, m => ResultCell.Megabytes(m.WorkingSetGrowth)),
            Stale(bare, naive, creto),
            Known(bare, naive, creto),
            Refused(bare, naive, creto),
            Missing(bare, naive, creto),
            Goodput(bare, naive, creto),
            P99(bare, naive, creto),
        ]);

    private static ResultRow Heap(HungPeerMeasures bare, HungPeerMeasures naive, HungPeerMeasures creto) =>
        Row("Sender's heap growth", bare, naive, creto, m => ResultCell.Megabytes(m.HeapGrowth)) with
        {
            Bound = "<= 2 MB",
            Checks = [new(creto.HeapGrowth <= MaxHeapGrowth, "the library's is larger.")],
        };

    private static ResultRow Stale(HungPeerMeasures bare, HungPeerMeasures naive, HungPeerMeasures creto)
    {
        var most = creto.Window + MaxStaleBeyondWindow;
        return Row("Stale messages handled", bare, naive, creto, m => ResultCell.Count(m.Stale)) with
        {
            Bound = string.Create(
                CultureInfo.InvariantCulture, $"<= {MaxStaleBeyondWindow} + window ({creto.Window}); bare >= {Harm}x"),
            Checks =
            [
                new(creto.Stale <= most, "the library's victim handled more."),
                new(
                    bare.Stale > 0 && bare.Stale >= Harm * creto.Stale,
                    "the bare way's are too few for the experiment to show its harm."),
            ],
        };
    }

    private static ResultRow Known(HungPeerMeasures bare, HungPeerMeasures naive, HungPeerMeasures creto)
    {
        var most = 2 * creto.Timeout;
        return Row("Until the sender knows", bare, naive, creto, m => ResultCell.Milliseconds(m.KnownAfter)) with
        {
            Bound = string.Create(CultureInfo.InvariantCulture, $"<= 2T ({most?.TotalMilliseconds:0} ms)"),
            Checks = [new(creto.KnownAfter <= most, "the library's knows too late, or never.")],
        };
    }

    private static ResultRow Refused(HungPeerMeasures bare, HungPeerMeasures naive, HungPeerMeasures creto) =>
        Row("Messages refused for good", bare, naive, creto, m => ResultCell.Count(m.Refused)) with
        {
            Bound = "0; refusing > 0",
            Checks =
            [
                new(creto.Refused == 0, "the library refused some."),
                new(naive.Refused > 0, "the refusing circuit refused none, and so shows no harm."),
            ],
        };

    private static ResultRow Missing(HungPeerMeasures bare, HungPeerMeasures naive, HungPeerMeasures creto) =>
        Row("Critical or newest never delivered", bare, naive, creto, m => ResultCell.Count(m.Missing)) with
        {
            Bound = "0",
            Checks = [new(creto.Missing == 0, "the library's victim misses some.")],
        };

    private static ResultRow Goodput(HungPeerMeasures bare, HungPeerMeasures naive, HungPeerMeasures creto) =>
        Row("Healthy links: goodput", bare, naive, creto, m => ResultCell.Share(
            m.GoodputShare, string.Create(CultureInfo.InvariantCulture, $"{m.Faulty.Goodput:0}/s"))) with
        {
            Bound = ">= 95%",
            Checks = [new(creto.GoodputShare >= MinGoodput, "the library's is lower.")],
        };

    private static ResultRow P99(HungPeerMeasures bare, HungPeerMeasures naive, HungPeerMeasures creto) =>
        Row("Healthy links: p99", bare, naive, creto, m => ResultCell.Multiple(
            m.P99Multiple, ResultCell.Milliseconds(m.Faulty.P99).Text)) with
        {
            Bound = "<= 1.2x",
            Checks = [new(creto.P99Multiple <= MaxP99, "the library's is longer.")],
        };

    private static ResultRow Row(
        string measure,
        HungPeerMeasures bare,
        HungPeerMeasures naive,
        HungPeerMeasures creto,
        Func<HungPeerMeasures, ResultCell> cell) => new(measure, cell(bare), cell(naive), cell(creto));
}
