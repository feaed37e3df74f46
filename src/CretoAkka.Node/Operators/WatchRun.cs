using CretoAkka.Node.Commands;
using Spectre.Console;

namespace CretoAkka.Node.Operators;

/// <summary><c>watch</c>: follows a node's circuits until it is interrupted, and over a restart of the node.</summary>
/// <param name="node">Where the node is.</param>
/// <param name="view">Shows what it tells.</param>
/// <param name="patience">How long it may be silent before that is said; null: 10 s.</param>
internal sealed class WatchRun(NodeUrl node, IWatchView view, TimeSpan? patience = null)
{
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>Runs it; returns the exit status.</summary>
    /// <exception cref="OperatorException">The node does not answer in the first place.</exception>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var wasThere = false;
        try
        {
            while (true)
            {
                var why = await FollowAsync(() => wasThere = true, cancellation);
                if (!wasThere)
                    throw why;
                view.Lost(why.Message);
                await Task.Delay(AgainAfter, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitStatus.Done;
        }
    }

    // Returns why it ended: the stream of a node that runs has no end.
    private async Task<OperatorException> FollowAsync(Action came, CancellationToken cancellation)
    {
        using var client = new NodeClient(node, patience);
        try
        {
            await foreach (var json in client.StreamAsync(cancellation))
            {
                if (NodeReading.TryParse(json) is not { } reading)
                    return new OperatorException($"{node} tells something that is not a node's circuits.");
                came();
                view.Show(reading, json);
            }
            return new OperatorException($"{node} ended its stream.");
        }
        catch (OperatorException e)
        {
            return e;
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            return new OperatorException($"{node} says nothing any more.", e);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            return new OperatorException($"{node} is gone: {e.Message}", e);
        }
    }

    /// <summary>The view that suits: JSON, a table on a terminal, lines elsewhere.</summary>
    public static IWatchView ViewOf(bool json, IAnsiConsole? terminal, TextWriter output, TextWriter error) =>
        json ? new JsonWatch(output, error)
            : terminal is null ? new LinesWatch(output, error)
            : new TableWatch(terminal);
}
