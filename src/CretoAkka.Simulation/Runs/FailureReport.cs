using System.Globalization;
using System.Text;
using CretoAkka.Simulation.Faults;

namespace CretoAkka.Simulation.Runs;

/// <summary>Tells of a run that broke a rule: what, and the shortest schedule that was found to do it.</summary>
internal static class FailureReport
{
    /// <summary>The report, several lines.</summary>
    public static string Of(RunSettings settings, RunResult failed)
    {
        var schedule = Simulator.ScheduleOf(settings);
        var shrunk = Shrinker.Shrink(settings, schedule, failed);
        var again = Simulator.Run(settings, shrunk);
        return Of(settings, failed, schedule.Count, shrunk, again);
    }

    private static string Of(
        RunSettings settings, RunResult failed, int events, IReadOnlyList<FaultEvent> shrunk, RunResult again)
    {
        var mode = settings.Mode == RunMode.Safety ? "safety" : "liveness";
        var text = new StringBuilder();
        Line($"run {settings.Seed}, {settings.Replicas} replicas, {mode}, after {failed.Elapsed.TotalSeconds:0.000}s:");
        Line($"  {failed.Violation!.Message}");
        Line($"{shrunk.Count} of {events} events are enough, after {again.Elapsed.TotalSeconds:0.000}s:");
        foreach (var fault in shrunk)
            Line($"  {fault}");
        Line($"  {again.Violation?.Message}");
        Line($"again: simulate --replay {settings.Seed} --replicas {settings.Replicas} --mode {mode}");
        return text.ToString();

        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
    }
}
