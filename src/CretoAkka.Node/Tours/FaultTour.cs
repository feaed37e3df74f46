using System.Diagnostics;
using System.Globalization;
using CretoAkka.Core.Circuits;
using CretoAkka.Node.Running;

namespace CretoAkka.Node.Tours;

/// <summary>
/// node-4 hangs, recovers, is killed, restarts empty, lies and is released. A fault lasts at least as long as the
/// settings say, and until every observer has cut node-4 off; a recovery until every observer has taken it in again.
/// </summary>
/// <param name="cluster">Whose node-4 it is.</param>
/// <param name="settings">The times.</param>
/// <param name="say">Takes a line on what happens now.</param>
internal sealed class FaultTour(Cluster cluster, DemoSettings settings, Action<string> say)
{
    private readonly ClusterNode _victim = cluster.Nodes.Single(node => node.Name == Cluster.Victim);

    /// <summary>Goes through all of it; whatever fault is on when it is cancelled is taken back.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            say("all replicas are healthy");
            await Task.Delay(settings.Before, cancellation);
            await HangAsync(cancellation);
            await Task.Delay(settings.Between, cancellation);
            await DieAsync(cancellation);
            await Task.Delay(settings.Between, cancellation);
            await LieAsync(cancellation);
            say("the tour is over; all replicas are healthy");
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await Recovery.HealAsync(cluster);
        }
    }

    private async Task HangAsync(CancellationToken cancellation)
    {
        say($"{Cluster.Victim} hangs: its sockets are frozen in both directions");
        cluster.Network.Freeze(Cluster.Victim);
        await LastAsync(settings.HangFor, cancellation);
        say($"{Cluster.Victim} goes on");
        cluster.Network.Thaw(Cluster.Victim);
        await TakenInAsync(cancellation);
    }

    private async Task DieAsync(CancellationToken cancellation)
    {
        say($"{Cluster.Victim} is killed, without a farewell");
        await cluster.KillAsync(_victim);
        await LastAsync(settings.DownFor, cancellation);
        say($"{Cluster.Victim} restarts on the same port, with nothing in memory");
        await cluster.RestartAsync(_victim);
        await TakenInAsync(cancellation);
    }

    private async Task LieAsync(CancellationToken cancellation)
    {
        say($"{Cluster.Victim} lies: it votes for two things at one place, each to everybody");
        await Lie.TellAsync(cluster, _victim);
        await LastAsync(settings.LieFor, cancellation);
        say($"an operator releases {Cluster.Victim} from quarantine");
        Recovery.Release(cluster);
        await TakenInAsync(cancellation);
    }

    /// <summary>The fault lasts: at least so long, and until all observers have noticed.</summary>
    private async Task LastAsync(TimeSpan atLeast, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var noticed = await AllAsync(state => state != CircuitState.Closed, cancellation);
        Say(noticed, $"all observers have cut {Cluster.Victim} off", "not all observers have cut it off", started);
        if (atLeast - Stopwatch.GetElapsedTime(started) is var rest && rest > TimeSpan.Zero)
            await Task.Delay(rest, cancellation);
    }

    private async Task TakenInAsync(CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var closed = await AllAsync(state => state == CircuitState.Closed, cancellation)
            && await CaughtUpAsync(cancellation);
        Say(closed, $"{Cluster.Victim} is taken in again and has caught up", $"{Cluster.Victim} is not back", started);
    }

    private Task<bool> AllAsync(Func<CircuitState, bool> wanted, CancellationToken cancellation) =>
        Condition.HoldsAsync(
            () => cluster.StatesTowards(Cluster.Victim).All(wanted), settings.Limit, cancellation);

    private async Task<bool> CaughtUpAsync(CancellationToken cancellation)
    {
        var goal = await cluster.Nodes[0].System!.StatusAsync();
        return await Condition.HoldsAsync(
            async () => await _victim.System!.StatusAsync() is { } status && status.Executed >= (goal?.Executed ?? 0),
            settings.Limit,
            cancellation);
    }

    private void Say(bool good, string yes, string no, long started) => say(string.Create(
        CultureInfo.InvariantCulture,
        $"{(good ? yes : no)} after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s"));
}
