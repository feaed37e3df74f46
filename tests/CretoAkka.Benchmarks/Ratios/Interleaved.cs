namespace CretoAkka.Benchmarks.Ratios;

/// <summary>
/// Measures by turns in one process: what the machine does to one side it does to the other a moment later, so the
/// ratio of neighbours says more than the ratio of two averages.
/// </summary>
internal sealed class Interleaved(int rounds)
{
    private static readonly TimeSpan Run = TimeSpan.FromMilliseconds(100);

    /// <summary>Measures comparisons in the same rounds: what disturbs one disturbs all.</summary>
    public async Task<IReadOnlyList<RatioResult>> Measure(IReadOnlyList<Comparison> together)
    {
        Work[] works = [.. together.SelectMany(comparison => comparison.Works).Distinct()];
        var times = new int[works.Length];
        for (var i = 0; i < works.Length; i++)
            times[i] = await Times(together.First(comparison => comparison.Works.Contains(works[i])), works[i]);

        var count = together.Min(Rounds);
        var samples = works.ToDictionary(work => work, _ => new List<Sample>(count));
        GC.Collect();
        for (var round = 0; round < count; round++)
        {
            // Each side goes first as often as the other.
            for (var turn = 0; turn < works.Length; turn++)
            {
                var i = round % 2 == 0 ? turn : works.Length - 1 - turn;
                samples[works[i]].Add(await Sample.Take(works[i], times[i]));
            }
        }

        var results = new List<RatioResult>();
        foreach (var comparison in together)
        {
            var problem = comparison.Check is { } check ? await check() : null;
            results.Add(Result(comparison, [.. comparison.Works.Select(work => samples[work])], problem));
        }
        return results;
    }

    private int Rounds(Comparison comparison) =>
        Math.Min(rounds * comparison.RoundsFactor, comparison.MostRounds ?? int.MaxValue);

    private static async Task<int> Times(Comparison comparison, Work work)
    {
        if (comparison.Times is not { } times)
            return await Sample.Calibrate(work, Run);
        if (comparison.IsWarmedUp)
            await Sample.WarmUp(work, times);
        return times;
    }

    private static RatioResult Result(Comparison comparison, List<Sample>[] samples, string? problem)
    {
        var (ours, theirs) = (Over(samples, 0), Over(samples, 1));
        var ratio = Spread.Of(ours.Zip(theirs, comparison.Ratio));
        return new RatioResult
        {
            Id = comparison.Id,
            What = comparison.What,
            Against = comparison.Theirs.Name,
            Ratio = ratio.Median,
            Low = ratio.Low,
            High = ratio.High,
            Bound = comparison.Bound,
            Unit = comparison.Unit,
            Ours = Spread.Of(ours).Median,
            Theirs = Spread.Of(theirs).Median,
            OursBytes = Bytes(samples, 0),
            TheirsBytes = Bytes(samples, 1),
            BytesBound = comparison.BytesBound,
            Rounds = samples[0].Count,
            Problem = problem,
            Limit = comparison.Limit,
            LimitedBy = comparison.LimitedBy,
        };
    }

    // A round's figures, less the bare operation's of the same round where there is one.
    private static IEnumerable<double> Over(List<Sample>[] samples, int side) => samples.Length == 2
        ? samples[side].Select(s => s.Value)
        : samples[side].Zip(samples[2], (s, bare) => s.Value - bare.Value);

    // The least of all rounds: what other threads allocate meanwhile only ever adds.
    private static double Bytes(List<Sample>[] samples, int side) =>
        samples[side].Min(s => s.Bytes) - (samples.Length == 2 ? 0 : samples[2].Min(s => s.Bytes));
}
