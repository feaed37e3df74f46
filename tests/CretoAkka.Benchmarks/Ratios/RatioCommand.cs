using System.Globalization;
using CretoAkka.Benchmarks.Cases;

namespace CretoAkka.Benchmarks.Ratios;

/// <summary>
/// <c>ratios [--out DIR] [--only ID] [--rounds N]</c>. Status 1: a bound is missed beyond the interval.
/// </summary>
internal static class RatioCommand
{
    private const int FewestRounds = 15;
    private const int UsualRounds = 21;

    public static async Task<int> Run(string[] args)
    {
        if (Parse(args) is not { } options)
        {
            await Console.Error.WriteLineAsync(
                $"usage: ratios [--out DIR] [--only ID] [--rounds N], N of {FewestRounds} or more");
            return 2;
        }

        var harness = new Interleaved(options.Rounds);
        var results = new List<RatioResult>();
        Console.WriteLine(RatioReport.Heading);
        foreach (var group in RatioCases.All.Where(g => options.Only.Length == 0 || g.Ids.Any(options.Concerns)))
        {
            await using var cases = await group.Start();
            foreach (var together in ByRounds(cases.All.Where(c => options.Takes(c.Id))))
            {
                var measured = await harness.Measure(together);
                results.AddRange(measured);
                foreach (var result in measured)
                    Console.WriteLine(RatioReport.Line(result, results));
            }
        }
        if (options.Out is { } folder)
            await RatioReport.Write(results, folder);
        return results.Exists(result => result.IsMissed(results)) ? 1 : 0;
    }

    private static IEnumerable<List<Comparison>> ByRounds(IEnumerable<Comparison> all)
    {
        List<Comparison> together = [];
        foreach (var comparison in all)
        {
            if (together.Count > 0 && !comparison.SharesRounds)
            {
                yield return together;
                together = [];
            }
            together.Add(comparison);
        }
        if (together.Count > 0)
            yield return together;
    }

    private static Options? Parse(string[] args)
    {
        var options = new Options();
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--out" when value.Length > 0:
                    options = options with { Out = new DirectoryInfo(value) };
                    break;
                case "--only" when value.Length > 0:
                    options = options with { Only = value };
                    break;
                case "--rounds" when int.TryParse(value, CultureInfo.InvariantCulture, out var n) && n >= FewestRounds:
                    options = options with { Rounds = n };
                    break;
                default:
                    return null;
            }
        }
        return options;
    }

    private sealed record Options
    {
        public DirectoryInfo? Out { get; init; }

        public string Only { get; init; } = "";

        public int Rounds { get; init; } = UsualRounds;

        /// <summary>Whether it asks for the group P1, or for P1a of it.</summary>
        public bool Concerns(string group) => Only.TrimEnd(Letters) == group;

        /// <summary>Whether it asks for a row: by its name, by its group's, or for all.</summary>
        public bool Takes(string id) => Only.Length == 0 || Only == id || Only == id.TrimEnd(Letters);

        private static readonly char[] Letters = [.. "abcdefgh"];
    }
}
