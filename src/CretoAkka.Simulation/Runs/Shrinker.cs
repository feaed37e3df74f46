using CretoAkka.Simulation.Faults;

namespace CretoAkka.Simulation.Runs;

/// <summary>Makes the schedule of a run that failed as short as it can while the same rule is still broken.</summary>
internal static class Shrinker
{
    // Each try is a run; what is left after so many is short enough to be read.
    private const int MostTries = 120;

    /// <summary>A schedule of which, as far as was tried, nothing can be left out.</summary>
    /// <param name="settings">The run's.</param>
    /// <param name="schedule">With which it breaks a rule.</param>
    /// <param name="failed">How that went.</param>
    public static IReadOnlyList<FaultEvent> Shrink(
        RunSettings settings, IReadOnlyList<FaultEvent> schedule, RunResult failed)
    {
        var rule = failed.Violation!.Rule;
        var end = failed.Elapsed;
        var left = schedule.Where(e => e.At <= end).ToList();
        var tries = 0;
        for (var chunk = Math.Max(1, left.Count / 2); ; chunk = Math.Max(1, chunk / 2))
        {
            var before = left.Count;
            for (var at = 0; at < left.Count && tries < MostTries; tries++)
            {
                var fewer = left.Take(at).Concat(left.Skip(at + chunk)).ToList();
                if (StillFails(settings, fewer, rule))
                    left = fewer;
                else
                    at += chunk;
            }
            if (tries >= MostTries || (chunk == 1 && left.Count == before))
                return left;
        }
    }

    private static bool StillFails(RunSettings settings, IReadOnlyList<FaultEvent> schedule, string rule) =>
        Simulator.Run(settings, schedule).Violation?.Rule == rule;
}
