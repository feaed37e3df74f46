using CretoAkka.Dashboard;
using CretoAkka.Node.Running;

namespace CretoAkka.Node.Tours;

/// <summary>
/// The faults as buttons. Every node can hang; node-4, whose circuits nobody counts, can also be killed and can lie.
/// </summary>
/// <param name="cluster">Whose nodes they are.</param>
/// <param name="say">Takes a line on what happens now.</param>
internal sealed class FaultPanel(Cluster cluster, Action<string> say) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly ClusterNode _victim = cluster.Nodes.Single(node => node.Name == Cluster.Victim);
    private bool _isOver;

    /// <summary>The buttons.</summary>
    public DashboardPanel ToPanel() => new(
        "Faults to try",
        [
            .. cluster.Nodes.Select(node => Act(node, "hang", () => Hang(node.Name))),
            .. cluster.Nodes.Select(node => Act(node, "resume", () => Resume(node.Name))),
            Act(_victim, "kill", KillAsync),
            Act(_victim, "restart", RestartAsync),
            Act(_victim, "lie", LieAsync),
        ]);

    /// <summary>Takes back whatever was done, and does nothing more: the run is judged next.</summary>
    public async Task EndAsync()
    {
        await _one.WaitAsync();
        try
        {
            _isOver = true;
            await Recovery.HealAsync(cluster);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private DashboardAct Act(ClusterNode node, string name, Func<Task<string>> act) =>
        new(node.Name, name, cancellation => RunAsync(act, cancellation));

    private async Task<string> RunAsync(Func<Task<string>> act, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (_isOver)
                throw new InvalidOperationException("The run is over.");
            var sentence = await act();
            say(sentence);
            return sentence;
        }
        finally
        {
            _one.Release();
        }
    }

    private Task<string> Hang(string node)
    {
        cluster.Network.Freeze(node);
        return Task.FromResult($"{node} hangs: its sockets are frozen in both directions");
    }

    private Task<string> Resume(string node)
    {
        cluster.Network.Thaw(node);
        return Task.FromResult($"{node} goes on");
    }

    private async Task<string> KillAsync()
    {
        if (_victim.System is null)
            throw new InvalidOperationException($"{_victim.Name} is dead already.");
        await cluster.KillAsync(_victim);
        return $"{_victim.Name} is killed, without a farewell";
    }

    private async Task<string> RestartAsync()
    {
        if (_victim.System is not null)
            throw new InvalidOperationException($"{_victim.Name} is not dead.");
        await cluster.RestartAsync(_victim);
        return $"{_victim.Name} restarts on the same port, with nothing in memory";
    }

    private async Task<string> LieAsync()
    {
        if (_victim.System is null)
            throw new InvalidOperationException($"{_victim.Name} is dead.");
        await Lie.TellAsync(cluster, _victim);
        return $"{_victim.Name} lies: it votes for two things at one place, each to everybody";
    }
}
