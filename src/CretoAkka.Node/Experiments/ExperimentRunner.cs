using CretoAkka.Node.Commands;
using CretoAkka.Node.Experiments.Agreement;
using CretoAkka.Node.Experiments.Processes;
using CretoAkka.Node.Experiments.Reports;
using CretoAkka.Node.Experiments.Runs;
using CretoAkka.Node.Experiments.Tables;
using CretoAkka.Node.Experiments.Trouble;
using CretoAkka.Node.Experiments.Workers;
using Spectre.Console;

namespace CretoAkka.Node.Experiments;

/// <summary>Runs experiments, and is the processes that they start.</summary>
/// <param name="terminal">Shows how far they are; null: there is none.</param>
internal sealed class ExperimentRunner(IAnsiConsole? terminal = null) : IExperimentCommands
{
    /// <inheritdoc/>
    public async Task<int> RunAsync(
        ExperimentOptions options, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        if (!ProcessSignals.AreSupported)
        {
            await error.WriteLineAsync($"error: {ProcessSignals.Unsupported}");
            return ExitStatus.Failed;
        }
        try
        {
            var outcome = await RunAsync(options, new RunProgress(terminal, error), cancellation);
            await output.WriteAsync(TableText.Of(outcome.Table));
            if (options.Out is { } directory)
                ExperimentFiles.Write(directory, ExperimentCommands.NameOf(options.Kind), outcome);
            foreach (var fault in outcome.Table.Faults())
                await error.WriteLineAsync(fault);
            return outcome.Table.Faults().Any() ? ExitStatus.Failed : ExitStatus.Done;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("error: interrupted.");
            return ExitStatus.Failed;
        }
        catch (Exception e) when (e is ExperimentException or IOException)
        {
            await error.WriteLineAsync($"error: {e.Message}");
            return ExitStatus.Failed;
        }
    }

    /// <inheritdoc/>
    public async Task<int> WorkAsync(string spec, TextWriter output, TextWriter error)
    {
        // Ctrl-C reaches the whole group: the process that started this one ends it.
        Console.CancelKeyPress += static (_, pressed) => pressed.Cancel = true;
        try
        {
            var worker = WorkerSpec.Parse(spec);
            if (worker.Group.IsEmpty)
                return await new Worker(worker, Console.In, output).RunAsync();
            await using var replica = new ReplicaWorker(worker, Console.In, output);
            return await replica.RunAsync();
        }
        catch (ExperimentException e)
        {
            await error.WriteLineAsync($"error: {e.Message}");
            return ExitStatus.Failed;
        }
    }

    private static Task<Outcome> RunAsync(
        ExperimentOptions options, RunProgress progress, CancellationToken cancellation)
    {
        var plan = options.Quick ? FaultPlan.Quick
            : options.Kind == ExperimentKind.RestartedPeer ? FaultPlan.FullButBackInTime
            : FaultPlan.Full;
        if (options.Kind == ExperimentKind.ForcedOpen)
            return new AgreementExperiment(plan, progress).RunAsync(cancellation);
        var (fault, table) = Of(options.Kind);
        return new FaultExperiment(fault, plan, table, options.Seed, progress).RunAsync(cancellation);
    }

    private static (Func<IFault> Fault, Func<FaultPlan, ThreeWays, ResultTable> Table) Of(ExperimentKind kind) =>
        kind switch
        {
            ExperimentKind.KilledPeer => (() => new Death(hasSuccessor: false), DeadPeerTables.Killed),
            ExperimentKind.RestartedPeer => (() => new Death(hasSuccessor: true), DeadPeerTables.Restarted),
            ExperimentKind.SlowPeer => (() => WorseLink.Slow, LinkTables.Slow),
            ExperimentKind.FlappingPeer => (() => new FlappingLink(), LinkTables.Flapping),
            ExperimentKind.OneWayCut => (() => WorseLink.Cut, LinkTables.Cut),
            _ => (() => new Hang(), HungPeerTable.Of),
        };
}
