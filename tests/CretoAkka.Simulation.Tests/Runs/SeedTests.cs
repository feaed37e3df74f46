using CretoAkka.Simulation.Faults;
using CretoAkka.Simulation.Runs;
using Xunit.Abstractions;

namespace CretoAkka.Simulation.Tests.Runs;

/// <summary>Many runs on all processors. One that breaks a rule is told of with its shortest schedule.</summary>
public sealed class SeedTests(ITestOutputHelper output)
{
    private static readonly ParallelOptions Processors = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    [Theory]
    [InlineData("Safety", 4, 1000)]
    [InlineData("Liveness", 4, 1000)]
    [InlineData("Safety", 7, 200)]
    [InlineData("Liveness", 7, 200)]
    public void No_run_breaks_a_rule(string mode, int replicas, int runs)
    {
        var (totals, failures) = (new Totals(), new List<(RunSettings Settings, RunResult Run)>());
        Parallel.For(1, runs + 1, Processors, number =>
        {
            var settings = Settings(mode, replicas, number);
            var run = Simulator.Run(settings, Simulator.ScheduleOf(settings));
            lock (totals)
            {
                totals.Add(run);
                if (run.Violation is not null)
                    failures.Add((settings, run));
            }
        });

        foreach (var (settings, run) in failures.OrderBy(f => f.Settings.Seed).Take(1))
            output.WriteLine(FailureReport.Of(settings, run));
        Assert.Empty(failures.Select(f => $"{f.Settings.Seed}: {f.Run.Violation!.Message}"));
        AssertThatMuchHappened(totals, isSafety: mode == "Safety");
    }

    // A run in which nothing goes wrong shows nothing.
    private static void AssertThatMuchHappened(Totals totals, bool isSafety)
    {
        Assert.True(totals.Elapsed >= totals.Runs * TimeSpan.FromMinutes(10));
        Assert.True(totals.Commits > totals.Runs * 200L, $"{totals.Commits} commits");
        Assert.True(totals.ViewChanges > 0);
        Assert.True(totals.Trips > totals.Runs);
        var kinds = isSafety ? Enum.GetValues<FaultKind>().Length : 12; // Of some nobody could be broken for good.
        Assert.True(totals.Faults.Count >= kinds, $"{totals.Faults.Count} kinds of faults");
    }

    private static RunSettings Settings(string mode, int replicas, int number) =>
        SeedSettings.Of((ulong)number, replicas, Enum.Parse<RunMode>(mode));
}
