using System.Text.Json;
using CretoAkka.Simulation.Faults;
using CretoAkka.Simulation.Runs;

namespace CretoAkka.Node.Simulations;

/// <summary>The sums of many runs as one line of JSON.</summary>
internal static class TotalsText
{
    /// <summary>The line.</summary>
    public static string Of(Totals totals, TimeSpan took) => JsonSerializer.Serialize(new
    {
        runs = totals.Runs,
        violations = totals.Violations,
        commits = totals.Commits,
        viewChanges = totals.ViewChanges,
        trips = totals.Trips,
        virtualHours = Math.Round(totals.Elapsed.TotalHours, 2),
        virtualHoursPerSecond = Math.Round(Rate(totals, took), 2),
        faults = totals.Faults.ToDictionary(f => ScheduleText.Name(f.Key), f => f.Value, StringComparer.Ordinal),
    });

    /// <summary>Virtual hours a second.</summary>
    public static double Rate(Totals totals, TimeSpan took) =>
        totals.Elapsed.TotalHours / Math.Max(took.TotalSeconds, 0.001);
}
