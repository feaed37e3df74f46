namespace CretoAkka.Node.Commands;

/// <summary>What <c>experiment</c> does, and the processes that it starts. Each returns the exit status.</summary>
internal interface IExperimentCommands
{
    /// <summary>Runs an experiment and prints its table.</summary>
    Task<int> RunAsync(
        ExperimentOptions options, TextWriter output, TextWriter error, CancellationToken cancellation);

    /// <summary>Is one process of an experiment.</summary>
    /// <param name="spec">Which, as text.</param>
    /// <param name="output">Where it answers.</param>
    /// <param name="error">Where it complains.</param>
    Task<int> WorkAsync(string spec, TextWriter output, TextWriter error);
}
