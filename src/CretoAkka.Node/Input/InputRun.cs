using System.Globalization;

namespace CretoAkka.Node.Input;

/// <summary>Runs the operations of a text, one after the other.</summary>
/// <param name="put">Writes; ends once the write is agreed on.</param>
/// <param name="get">Reads; null: absent.</param>
/// <param name="output">Takes what was read, and nothing else.</param>
/// <param name="error">Takes what went wrong.</param>
internal sealed class InputRun(
    Func<string, string, CancellationToken, Task> put,
    Func<string, CancellationToken, Task<string?>> get,
    TextWriter output,
    TextWriter error)
{
    /// <summary>
    /// Reads to the end; a wrong line is named and skipped, an operation that finds no agreement likewise.
    /// </summary>
    /// <returns>Whether every operation found agreement; wrong lines do not count.</returns>
    public async Task<bool> RunAsync(TextReader input, CancellationToken cancellation)
    {
        var agreed = true;
        for (var number = 1; await input.ReadLineAsync(cancellation) is { } line; number++)
        {
            var operation = OperationLine.Parse(line, out var fault);
            if (fault is not null)
                await SayAsync(number, fault);
            if (operation is { } known)
                agreed &= await RunAsync(known, number, cancellation);
        }
        return agreed;
    }

    private async Task<bool> RunAsync(Operation operation, int number, CancellationToken cancellation)
    {
        try
        {
            if (operation.Value is { } value)
                await put(operation.Key, value, cancellation);
            else if (await get(operation.Key, cancellation) is { } found)
                await output.WriteLineAsync($"{operation.Key} = {found}");
            else
                await SayAsync(number, $"'{operation.Key}' has no value.");
            return true;
        }
        catch (TimeoutException e)
        {
            await SayAsync(number, e.Message);
            return false;
        }
    }

    private Task SayAsync(int number, string what) =>
        error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"line {number}: {what}"));
}
