using System.Diagnostics;
using CretoAkka.Node.Commands;
using CretoAkka.Simulation.Runs;
using Spectre.Console;

namespace CretoAkka.Node.Simulations;

/// <summary>Runs simulations on all processors, shows how far they are, and tells of those that broke a rule.</summary>
internal sealed class SimulationRunner(IAnsiConsole? terminal) : ISimulateCommands
{
    private const int Failed = 1;
    private const int MostReports = 3;

    /// <inheritdoc/>
    public int Run(SimulateOptions options, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        try
        {
            if (options.Scenario is { } file)
                return Tell(Scenario.Parse(File.ReadAllText(file.FullName)), output);
            if (options.Replay is not { } seed)
                return RunAll(options, output, cancellation);
            var settings = Settings(options, seed) with { KeepsLines = true };
            return Tell(new(settings, Simulator.ScheduleOf(settings)), output);
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("error: interrupted.");
            return Failed;
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            error.WriteLine($"error: {e.Message}");
            return ExitStatus.Misuse;
        }
    }

    private static int Tell(Scenario scenario, TextWriter output)
    {
        foreach (var fault in scenario.Schedule)
            output.WriteLine($"planned: {fault}");
        var run = scenario.Run();
        foreach (var line in run.Lines)
            output.WriteLine(line);
        output.WriteLine($"hash {run.Hash}");
        return run.Violation is null ? 0 : Failed;
    }

    private int RunAll(SimulateOptions options, TextWriter output, CancellationToken cancellation)
    {
        var (totals, failures) = (new Totals(), new List<(RunSettings Settings, RunResult Run)>());
        var clock = Stopwatch.StartNew();
        using var progress = SimulationProgress.Begin(terminal, output, (int)(options.Last - options.First + 1));
        var processors = new ParallelOptions
        {
            CancellationToken = cancellation,
            MaxDegreeOfParallelism = Environment.ProcessorCount,
        };
        Parallel.For((long)options.First, (long)options.Last + 1, processors, number =>
        {
            var settings = Settings(options, (ulong)number);
            var run = Simulator.Run(settings, Simulator.ScheduleOf(settings));
            lock (totals)
            {
                totals.Add(run);
                if (run.Violation is not null)
                    failures.Add((settings, run));
                progress.Show(totals, clock.Elapsed);
            }
        });
        progress.End();
        foreach (var (settings, run) in failures.OrderBy(f => f.Settings.Seed).Take(MostReports))
            output.WriteLine(FailureReport.Of(settings, run));
        output.WriteLine(TotalsText.Of(totals, clock.Elapsed));
        return failures.Count == 0 ? 0 : Failed;
    }

    private static RunSettings Settings(SimulateOptions options, ulong seed) =>
        SeedSettings.Of(seed, options.Replicas, options.Mode);
}
