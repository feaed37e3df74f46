using CretoAkka.Node.Commands;

namespace CretoAkka.Node.Operators;

/// <summary><c>peers</c>: lists a node's circuits, or does something to some.</summary>
internal static class PeersRun
{
    /// <summary>Runs it; returns the exit status.</summary>
    public static async Task<int> RunAsync(
        PeersOptions options, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        using var client = new NodeClient(options.Node);
        var status = 0;
        foreach (var act in options.Acts)
            status = Math.Max(status, await ActAsync(client, act, options, output, error, cancellation));
        if (options.Acts.Count == 0)
            status = await ListAsync(client, options, output, cancellation);
        return status;
    }

    // One that is refused does not keep the others from being done.
    private static async Task<int> ActAsync(
        NodeClient client, PeerAct act, PeersOptions options, TextWriter output, TextWriter error,
        CancellationToken cancellation)
    {
        try
        {
            await output.WriteLineAsync(await client.ActAsync(act, options.Token, cancellation));
            return ExitStatus.Done;
        }
        catch (OperatorException e)
        {
            await error.WriteLineAsync($"error: {e.Message}");
            return ExitStatus.Failed;
        }
    }

    private static async Task<int> ListAsync(
        NodeClient client, PeersOptions options, TextWriter output, CancellationToken cancellation)
    {
        var json = await client.ReadAsync(cancellation);
        var node = NodeReading.TryParse(json)
            ?? throw new OperatorException($"{options.Node} answered something that is not a node's circuits.");
        if (options.Json)
            await output.WriteLineAsync(json);
        else
            await WriteAsync(node, output);
        return node.Running ? ExitStatus.Done : ExitStatus.Failed;
    }

    private static async Task WriteAsync(NodeReading node, TextWriter output)
    {
        await output.WriteLineAsync(CircuitText.Head(node));
        string[][] rows = [[.. CircuitText.Columns], .. node.Circuits.Select(CircuitText.Row)];
        var widths = CircuitText.Columns.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in node.Circuits.Length == 0 ? [] : rows)
            await output.WriteLineAsync(string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
    }
}
