using System.Text.Json;
using CretoAkka.Simulation.Checks;

namespace CretoAkka.Node.Loads;

/// <summary>What came of a load.</summary>
/// <param name="Operations">All.</param>
/// <param name="Took">How long new ones were begun.</param>
/// <param name="Retries">How often all replicas were asked.</param>
/// <param name="LongestPause">The longest time without an answer.</param>
/// <param name="IsLinearizable">Whether some order explains all answers; null: nobody asked.</param>
internal sealed record LoadSummary(
    IReadOnlyList<Operation> Operations, TimeSpan Took, long Retries, TimeSpan LongestPause, bool? IsLinearizable)
{
    /// <summary>Keys whose last value could not be read in the end.</summary>
    public int Unread { get; init; }

    /// <summary>0: as it should be. 1: nothing was answered, it contradicts itself, or the end is not known.</summary>
    public int ExitStatus =>
        IsLinearizable == false || Unread > 0 || !Operations.Any(o => o.Answered is not null) ? 1 : 0;

    /// <summary>One line.</summary>
    public string ToJson()
    {
        var latencies = Operations.Where(o => o.Answered is not null)
            .Select(o => (o.Answered!.Value - o.Invoked).TotalMilliseconds).Order().ToArray();
        return JsonSerializer.Serialize(new
        {
            operations = latencies.Length,
            writes = Operations.Count(o => o.IsWrite && o.Answered is not null),
            reads = Operations.Count(o => !o.IsWrite && o.Answered is not null),
            unanswered = Operations.Count(o => o.Answered is null),
            retries = Retries,
            seconds = Math.Round(Took.TotalSeconds, 1),
            throughput = Math.Round(latencies.Length / Math.Max(Took.TotalSeconds, 0.001), 1),
            p50Ms = Rank(latencies, 0.5),
            p99Ms = Rank(latencies, 0.99),
            p999Ms = Rank(latencies, 0.999),
            longestPauseMs = Math.Round(LongestPause.TotalMilliseconds),
            linearizable = IsLinearizable,
            result = ExitStatus == 0 ? "ok" : "failed",
        });
    }

    // Nearest rank.
    private static double? Rank(double[] sorted, double share) => sorted.Length == 0
        ? null
        : Math.Round(sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)], 1);
}
