namespace CretoAkka.Node.Experiments;

/// <summary>An experiment cannot be run, or went wrong by itself. The message is a sentence, fit to be shown.</summary>
internal sealed class ExperimentException(string message) : Exception(message);
