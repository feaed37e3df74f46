using CretoAkka.Node.Commands;
using CretoAkka.Node.Experiments;
using CretoAkka.Node.Processes;
using CretoAkka.Node.Running;
using CretoAkka.Node.Simulations;
using Spectre.Console;

var commands = new NodeCommands(
    async (options, cancellation) =>
    {
        using var interruption = Interruption.Watch(cancellation);
        return await new DemoRun(options, RunConsole.System).RunAsync(interruption.Token);
    },
    new ConfigCommands(),
    new ExperimentRunner(),
    new SimulationRunner(Console.IsOutputRedirected ? null : AnsiConsole.Console),
    new ProcessRunner(Console.IsOutputRedirected ? null : AnsiConsole.Console));
return await commands.RunAsync(args, Console.Out, Console.Error);
