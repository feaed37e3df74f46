using CretoAkka.Node.Commands;
using CretoAkka.Node.Experiments;
using CretoAkka.Node.Processes;
using CretoAkka.Node.Running;
using CretoAkka.Node.Simulations;

var commands = new NodeCommands(
    (options, cancellation) => new DemoRun(options, RunConsole.System).RunAsync(cancellation),
    new ConfigCommands(),
    new ExperimentRunner(RunConsole.SystemTerminal),
    new SimulationRunner(RunConsole.SystemTerminal),
    new ProcessRunner(RunConsole.SystemTerminal));
return await commands.RunAsync(args, Console.Out, Console.Error);
