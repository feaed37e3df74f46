using System.Text;
using CretoAkka.Node.Input;

namespace CretoAkka.Node.Running;

/// <summary>The operations of <c>--input</c>, run through the first node.</summary>
internal static class RunInput
{
    /// <summary>The file, standard input for <c>-</c>, or null without an input.</summary>
    /// <exception cref="IOException">The file cannot be read, or standard input is closed.</exception>
    public static TextReader? Open(string? input, TextReader? standardInput) => input switch
    {
        null => null,
        "-" => standardInput ?? throw new IOException("--input -: standard input is closed."),
        _ => new StreamReader(input),
    };

    /// <summary>Runs to the end of the input.</summary>
    /// <returns>Whether every operation found agreement, up to where it was cancelled.</returns>
    public static async Task<bool> RunAsync(
        TextReader input, ClusterNode node, RunConsole console, CancellationToken cancellation)
    {
        var run = new InputRun(
            (key, value, token) => node.PutAsync(key, Encoding.UTF8.GetBytes(value), token),
            async (key, token) => await node.GetAsync(key, token) is { } value ? Encoding.UTF8.GetString(value) : null,
            console.Output,
            console.Error);
        try
        {
            // A read of a terminal or pipe cannot be cancelled: it is left behind.
            return await Task.Run(() => run.RunAsync(input, cancellation), cancellation).WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }
}
