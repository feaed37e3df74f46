using System.Globalization;
using CretoAkka.Node.Commands;
using CretoAkka.Node.Signing;
using Spectre.Console;

namespace CretoAkka.Node.Loads;

/// <summary>A load, from its options to its exit status.</summary>
internal sealed class LoadRun(LoadOptions options, IAnsiConsole? terminal, TextWriter output, TextWriter error)
{
    // A view change takes seconds where one primary after the other is faulty.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly LoadMeter _meter = new();

    /// <summary>Runs until its time is over, or it is cancelled.</summary>
    /// <returns>0: as it should be. 1: not. 2: it could not start, and one sentence said why.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        try
        {
            using var target = new LoadTarget(new KeyDirectory(options.Keys.ToString()), options.Urls);
            var (took, unread) = await RunAsync(target, cancellation);
            var why = options.Check ? _meter.WhyNotLinearizable() : null;
            if (why is not null)
                await error.WriteLineAsync($"error: {why}");
            if (unread > 0)
                await error.WriteLineAsync(
                    "error: in the end not all keys could be read: whether what was acknowledged is there is unknown.");
            var summary = new LoadSummary(
                _meter.Snapshot(), took, _meter.Retries, _meter.LongestPauseUntil(took),
                options.Check ? why is null : null)
            {
                Unread = unread,
            };
            await output.WriteLineAsync(summary.ToJson());
            return summary.ExitStatus;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"error: {e.Message}");
            return ExitStatus.Misuse;
        }
    }

    private async Task<(TimeSpan Took, int Unread)> RunAsync(LoadTarget target, CancellationToken cancellation)
    {
        using var begin = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var end = new CancellationTokenSource();
        using var shown = new CancellationTokenSource();
        var clients = Enumerable.Range(0, options.Clients)
            .Select(number => new LoadClient(target, _meter, number)).ToArray();
        var keys = Keys();
        begin.CancelAfter(options.Duration);
        var showing = new LoadProgress(terminal, output, _meter, options.Duration).RunAsync(shown.Token);
        var running = Task.WhenAll(clients.Select(client => client.RunAsync(keys, begin.Token, end.Token)));
        await Task.WhenAny(running, Task.Delay(Timeout.Infinite, begin.Token));
        var took = _meter.Now;
        end.CancelAfter(Patience);
        await running;
        // What was acknowledged must still be there.
        var unread = 0;
        using var last = new CancellationTokenSource(Patience);
        foreach (var key in options.Check ? keys : [])
            unread += await clients[0].ReadAsync(key, last.Token) ? 0 : 1;
        foreach (var client in clients)
            await client.DisposeAsync();
        await shown.CancelAsync();
        await showing;
        return (took, unread);
    }

    // Of this run alone: the checker knows that they begin without a value.
    private IReadOnlyList<string> Keys()
    {
        var run = Random.Shared.NextInt64().ToString("x16", CultureInfo.InvariantCulture);
        return [.. Enumerable.Range(0, options.Clients)
            .Select(index => string.Create(CultureInfo.InvariantCulture, $"load/{run}/{index}"))];
    }
}
