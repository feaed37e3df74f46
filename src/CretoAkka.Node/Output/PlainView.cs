using System.Globalization;

namespace CretoAkka.Node.Output;

/// <summary>Lines, for files, pipes and terminals that can do no more.</summary>
/// <param name="output">Takes the lines; each is written whole.</param>
/// <param name="clock">Since the run's start.</param>
internal sealed class PlainView(TextWriter output, Func<TimeSpan> clock) : IRunView
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private bool _ended;

    /// <inheritdoc/>
    public void Step(string line) => Write(line);

    /// <inheritdoc/>
    public void Changed(string observer, object happened)
    {
        if (EventText.Of(observer, happened) is { } line)
            Write(line);
    }

    /// <inheritdoc/>
    public void End()
    {
        lock (_lock)
            _ended = true;
    }

    /// <inheritdoc/>
    public async Task ShowAsync(Func<Task<RunSnapshot>> snapshot, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Interval, cancellation);
                Write(Summary(await snapshot()));
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    internal static string Summary(RunSnapshot run)
    {
        var executed = run.Nodes.Select(
            node => $"{node.Name}={node.Executed?.ToString(CultureInfo.InvariantCulture) ?? "down"}");
        var cutOff = run.Nodes.Where(node => node.Quorum?.Limit is not null).Select(node => string.Create(
            CultureInfo.InvariantCulture, $"{node.Name}={node.Quorum!.Used}/{node.Quorum.Limit}"));
        return $"{run.Headline}; executed {string.Join(' ', executed)}; "
            + $"cut off {string.Join(' ', cutOff)}; {Waiting(run)}";
    }

    private static string Waiting(RunSnapshot run)
    {
        var peers = run.Nodes.SelectMany(node => node.Peers).Select(peer => peer.Messages).ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"waiting {peers.Sum(m => m.Critical.Waiting)} critical, {peers.Sum(m => m.Normal.Waiting)} normal, ")
            + string.Create(CultureInfo.InvariantCulture, $"{peers.Sum(m => m.Bulk.Waiting)} bulk");
    }

    private void Write(string line)
    {
        lock (_lock)
        {
            if (!_ended)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock().TotalSeconds,6:0.0}s  {line}"));
        }
    }
}
