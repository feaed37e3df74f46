using CretoAkka.Configuration;
using CretoAkka.Node.Commands;
using CretoAkka.Node.Demo;

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    interrupted.Cancel();
};
var commands = new NodeCommands(
    (options, _) => new CircuitDemo(Console.Out).RunAsync(options, interrupted.Token), new ConfigCommands());
try
{
    return await commands.RunAsync(args, Console.Out, Console.Error);
}
catch (CretoConfigurationException e)
{
    await Console.Error.WriteLineAsync($"error: {e.Message}");
    return NodeCommands.Misuse;
}
