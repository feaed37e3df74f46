namespace CretoAkka.Node.Commands;

/// <summary>What the command line can ask of the simulator.</summary>
internal interface ISimulateCommands
{
    /// <summary>Runs simulations; the status is 1 where a rule was broken.</summary>
    int Run(SimulateOptions options, TextWriter output, TextWriter error, CancellationToken cancellation);
}
