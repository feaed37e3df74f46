using System.Collections.Immutable;
using System.Diagnostics;
using CretoAkka.Configuration;
using CretoAkka.Node.Commands;
using CretoAkka.Node.Http;
using CretoAkka.Node.Output;
using CretoAkka.Node.Tours;
using CretoAkka.Pbft.Store;

namespace CretoAkka.Node.Running;

/// <summary>
/// What happens once everything that was asked for turned out right: the cluster lives, is shown, and is judged.
/// </summary>
internal sealed class DemoSession
{
    private readonly DemoOptions _options;
    private readonly RunConsole _console;
    private readonly CretoSettings _creto;
    private readonly DemoDashboard _page;
    private readonly DemoSettings _settings;
    private readonly TextWriter _talk;
    private readonly IRunView _view;
    private readonly long _started = Stopwatch.GetTimestamp();

    public DemoSession(DemoOptions options, RunConsole console, DemoDashboard page, DemoSettings settings)
    {
        (_options, _console, _page, _settings) = (options, console, page, settings);
        _creto = page.Configuration.ToSettings();
        // With an input, what was read is alone on standard output.
        _talk = options.Input is null ? console.Output : console.Error;
        _view = ViewOf(options, console, _talk, Elapsed);
    }

    /// <summary>
    /// A table where there is a terminal to draw it on and nobody asked for lines; with an input the terminal is for
    /// what is read.
    /// </summary>
    internal static IRunView ViewOf(DemoOptions options, RunConsole console, TextWriter talk, Func<TimeSpan> clock) =>
        options.Plain || options.Input is not null || console.Terminal is null
            ? new PlainView(talk, clock)
            : new LiveView(console.Terminal, clock);

    /// <summary>Lives through the run and writes its summary.</summary>
    /// <returns>The exit status.</returns>
    public async Task<int> RunAsync(
        Func<string, IStateMachine> store,
        HttpPorts ports,
        TextReader? input,
        CancellationToken cancellation)
    {
        using var log = RunLog.Open(visible: _view is PlainView);
        foreach (var line in Banner.Lines(ports, _creto, _settings, _options, _page.Token))
            await _talk.WriteLineAsync(line);
        RunSummary summary;
        await using (var cluster = Cluster.Start(_page.Configuration.ToConfig(), _settings, store, _view.Changed))
        {
            using var faults = new FaultPanel(cluster, _view.Step);
            // Two who inject faults would contradict each other.
            var panel = _options.Tour == TourKind.None ? faults.ToPanel() : null;
            await using var servers = await NodeServers.StartAsync(cluster, ports, _creto.Dashboard, panel);
            summary = await RunAsync(cluster, faults, input, cancellation);
            _view.End();
        }
        await _talk.WriteLineAsync(summary.ToJson());
        return summary.ExitStatus;
    }

    private async Task<RunSummary> RunAsync(
        Cluster cluster, FaultPanel faults, TextReader? input, CancellationToken cancellation)
    {
        ImmutableArray<BuiltInClient> clients = input is null
            ? [.. cluster.Observers.Select(node => new BuiltInClient(node, _settings.ClientInterval))]
            : [];
        using var shown = new CancellationTokenSource();
        var showing = _view.ShowAsync(() => RunSnapshot.TakeAsync(cluster, clients, Elapsed()), shown.Token);
        var agreed = await LiveAsync(cluster, clients, input, cancellation);
        await faults.EndAsync();
        _view.Step("the run is over: waiting for replicas and circuits to come to rest");
        var summary = await new Judgement(cluster, clients, _settings.Converge, _view.Step).ReachAsync(agreed);
        await shown.CancelAsync();
        await showing;
        return summary;
    }

    /// <summary>Clients and tour, until the time is over, the input has ended, or the run is cancelled.</summary>
    private async Task<bool> LiveAsync(
        Cluster cluster, IEnumerable<BuiltInClient> clients, TextReader? input, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (_options.Duration is { } duration)
            end.CancelAfter(duration);
        var running = clients.Select(client => client.RunAsync(end.Token)).ToList();
        if (_options.Tour == TourKind.Default)
            running.Add(new FaultTour(cluster, _settings, _view.Step).RunAsync(end.Token));
        var agreed = true;
        if (input is null)
            running.Add(Task.Delay(Timeout.Infinite, end.Token).ContinueWith(_ => { }, TaskScheduler.Default));
        else
            agreed = await RunInput.RunAsync(input, cluster.Nodes[0], _console, end.Token);
        await Task.WhenAll(running);
        return agreed;
    }

    private TimeSpan Elapsed() => Stopwatch.GetElapsedTime(_started);
}
