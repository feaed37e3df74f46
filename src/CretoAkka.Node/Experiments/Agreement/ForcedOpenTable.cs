using System.Globalization;
using CretoAkka.Node.Experiments.Reports;
using CretoAkka.Node.Experiments.Runs;

namespace CretoAkka.Node.Experiments.Agreement;

/// <summary>A backup cut off by hand: three ways side by side, and what each must show.</summary>
internal static class ForcedOpenTable
{
    /// <summary>The least share of requests that each replica must execute.</summary>
    public const double MinExecuted = 0.95;

    /// <summary>How often something may trickle.</summary>
    public static readonly TimeSpan Refill = TimeSpan.FromMilliseconds(250);

    private static readonly string[] Who = ["the primary", "the backup cut off", "the healthy backup"];

    /// <summary>Makes it.</summary>
    public static ResultTable Of(FaultPlan plan, ThreeWays<AgreementMeasures> ways) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"Of four replicas one is silent, and the primary's circuit to another is forced open, for {
                plan.Fault.TotalSeconds:0.#} s."),
        [
            string.Create(
                CultureInfo.InvariantCulture,
                $"Traffic: {RequestStream.Rate} writes/s of 1 KB through the primary; three replicas must agree."),
            "The bare way has no circuit that could be forced open: so nothing can harm it here.",
            "Lag: from the request until the slowest of the three executed it, 99th percentile.",
            "Round trip: between the primary and the healthy backup, past the circuits, 99th percentile.",
        ],
        [.. Who.Select((who, place) => Executed(ways, who, place)), .. Lags(ways), Standstill(ways), GivenUp(ways)]);

    private static ResultRow Executed(ThreeWays<AgreementMeasures> ways, string who, int place)
    {
        var least = (int)(MinExecuted * ways.Creto.Requests);
        return ways.Row($"Executed by {who}", m => ResultCell.Count(m.Executed[place])) with
        {
            Bound = string.Create(CultureInfo.InvariantCulture, $">= {least} (95%); refusing 0"),
            Checks =
            [
                new(ways.Creto.Executed[place] >= least, "the library's are too few."),
                new(ways.Naive.Executed[place] == 0, "with the refusing circuit there are some, so it shows no harm."),
            ],
        };
    }

    private static IEnumerable<ResultRow> Lags(ThreeWays<AgreementMeasures> ways)
    {
        var most = 2 * Refill + 3 * ways.Creto.RoundTrip;
        yield return ways.Row("Lag without a fault", m => ResultCell.Milliseconds(m.UsualLag));
        yield return ways.Row("Round trip", m => ResultCell.Milliseconds(m.RoundTrip));
        yield return ways.Row("Lag", m => ResultCell.Milliseconds(m.Lag)) with
        {
            Bound = string.Create(
                CultureInfo.InvariantCulture, $"<= 2 refills + 3 round trips ({most.TotalMilliseconds:0} ms)"),
            Checks = [new(ways.Creto.Lag <= most, "the library's is longer.")],
        };
    }

    private static ResultRow Standstill(ThreeWays<AgreementMeasures> ways) =>
        ways.Row("Longest time without any", m => ResultCell.Milliseconds(m.Standstill));

    private static ResultRow GivenUp(ThreeWays<AgreementMeasures> ways) =>
        ways.Row("Requests without an agreement", m => ResultCell.Count(m.GivenUp)) with
        {
            Bound = "0; refusing > 0",
            Checks =
            [
                new(ways.Creto.GivenUp == 0, "with the library there are some."),
                new(ways.Naive.GivenUp > 0, "with the refusing circuit there are none, so it shows no harm."),
            ],
        };
}
