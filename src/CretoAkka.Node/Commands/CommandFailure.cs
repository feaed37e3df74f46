using CretoAkka.Configuration;
using CretoAkka.Node.Operators;

namespace CretoAkka.Node.Commands;

/// <summary>What a command could not do, in one sentence.</summary>
internal static class CommandFailure
{
    /// <summary>Runs a command; what it throws becomes a sentence and a status.</summary>
    /// <param name="command">The command.</param>
    /// <param name="verbose">Whether where it was thrown is said, too.</param>
    /// <param name="error">Takes the sentence.</param>
    public static async Task<int> CatchAsync(Func<Task<int>> command, bool verbose, TextWriter error)
    {
        try
        {
            return await command();
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("error: interrupted.");
            return ExitStatus.Failed;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            await error.WriteLineAsync(verbose ? e.ToString() : $"error: {SentenceOf(e)}");
            return e is CretoConfigurationException ? ExitStatus.Misuse : ExitStatus.Failed;
        }
    }

    // A kind of exception that is not made for readers is named: alone its message may say little.
    private static string SentenceOf(Exception e)
    {
        var said = e.Message.ReplaceLineEndings(" ");
        return e is OperatorException or CretoConfigurationException or IOException
            ? said
            : $"{e.GetType().Name}: {said} (--verbose says where)";
    }
}
