using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace CretoAkka.Node.Output;

/// <summary>
/// A table that follows the run: one row an observer, one column a peer, and what happened last below it.
/// </summary>
internal sealed class LiveView(IAnsiConsole console, Func<TimeSpan> clock) : IRunView
{
    private const int Remembered = 8;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly Queue<string> _latest = new();
    private string _step = "";

    /// <inheritdoc/>
    public void Step(string line)
    {
        lock (_lock)
            _step = line;
        Remember(line);
    }

    /// <inheritdoc/>
    public void Changed(string observer, object happened)
    {
        if (EventText.Of(observer, happened) is { } line)
            Remember(line);
    }

    /// <inheritdoc/>
    public void End()
    {
        // The table is not drawn again once ShowAsync has ended.
    }

    /// <inheritdoc/>
    public Task ShowAsync(Func<Task<RunSnapshot>> snapshot, CancellationToken cancellation) =>
        console.Live(new Text("starting")).StartAsync(async live =>
        {
            try
            {
                while (true)
                {
                    live.UpdateTarget(Render(await snapshot()));
                    await Task.Delay(Interval, cancellation);
                }
            }
            catch (OperationCanceledException)
            {
                // The run is over; the last table stays.
            }
        });

    internal IRenderable Render(RunSnapshot run)
    {
        var table = new Table().Border(TableBorder.Rounded).Caption(Cells.Legend);
        table.AddColumn("observer").AddColumn(new TableColumn("executed").RightAligned()).AddColumn("cut off");
        foreach (var node in run.Nodes)
            table.AddColumn(node.Name);
        foreach (var node in run.Nodes)
            table.AddRow(Row(node, run.Nodes.Select(peer => peer.Name)).ToArray());
        lock (_lock)
        {
            var head = string.Create(
                CultureInfo.InvariantCulture,
                $"{run.Elapsed.TotalSeconds:0} s  {run.Headline}");
            return new Rows([new Text(head), new Text(_step), table, .. _latest.Select(line => new Text(line))]);
        }
    }

    private static IEnumerable<string> Row(NodeSnapshot node, IEnumerable<string> columns)
    {
        yield return node.Name;
        yield return node.Executed?.ToString(CultureInfo.InvariantCulture) ?? "[red]down[/]";
        yield return node.Quorum is { } quorum ? Cells.CutOff(quorum) : "";
        foreach (var column in columns)
        {
            var reading = node.Peers.FirstOrDefault(peer => peer.Peer == column);
            yield return reading is null ? "" : Cells.Circuit(reading);
        }
    }

    private void Remember(string line)
    {
        lock (_lock)
        {
            if (_latest.Count == Remembered)
                _latest.Dequeue();
            _latest.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{clock().TotalSeconds,6:0.0}s  {line}"));
        }
    }
}
