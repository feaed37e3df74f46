using CretoAkka.Simulation.Faults;
using CretoAkka.Simulation.Runs;

namespace CretoAkka.Simulation.Tests.Runs;

public sealed class FailureReportTests
{
    // Who never gives a primary up waits for ever for one that is gone: some run of a few has such a primary.
    [Fact]
    public void A_run_that_breaks_a_rule_is_told_of_with_the_events_that_are_enough()
    {
        var (settings, failed) = Enumerable.Range(1, 50).Select(Patient)
            .Select(of => (of, Simulator.Run(of, Simulator.ScheduleOf(of))))
            .First(run => run.Item2.Violation is not null && Simulator.ScheduleOf(run.of).Count > 1);

        var lines = FailureReport.Of(settings, failed).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.TrimEnd()).ToArray();

        Assert.StartsWith($"run {settings.Seed}, 4 replicas, liveness, after ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("  liveness: ", lines[1], StringComparison.Ordinal);
        var enough = int.Parse(lines[2].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        var all = Simulator.ScheduleOf(settings);
        Assert.StartsWith($"{enough} of {all.Count} events are enough", lines[2], StringComparison.Ordinal);
        Assert.InRange(enough, 0, all.Count);
        var shrunk = lines[3..(3 + enough)].Select(line => ScheduleText.Parse(line.Trim())).ToList();
        Assert.Subset(all.Select(fault => fault.ToString()).ToHashSet(), shrunk.Select(fault => fault.ToString()).ToHashSet());
        Assert.Equal("liveness", Simulator.Run(settings, shrunk).Violation?.Rule);
        Assert.StartsWith("  liveness: ", lines[3 + enough], StringComparison.Ordinal);
        Assert.Equal($"again: simulate --replay {settings.Seed} --replicas 4 --mode liveness", lines[^1]);
    }

    private static RunSettings Patient(int seed)
    {
        var settings = SeedSettings.Of((ulong)seed, 4, RunMode.Liveness);
        return settings with { Replica = settings.Replica with { ViewTimeout = TimeSpan.FromDays(1) } };
    }
}
