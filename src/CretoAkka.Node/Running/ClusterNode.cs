using CretoAkka.Node.Clients;
using CretoAkka.Node.Faults;
using CretoAkka.Node.Replicas;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Store;

namespace CretoAkka.Node.Running;

/// <summary>
/// A node through its lives: what stays (name, HTTP, metrics) when its actor system dies. Thread-safe.
/// </summary>
internal sealed class ClusterNode(NodeSpec spec, RunCounters counters) : IAsyncDisposable
{
    private const int Attempts = 5;

    private volatile NodeSystem? _system;
    private NodeSystem? _dead;

    /// <summary>Its name.</summary>
    public string Name => spec.Name;

    /// <summary>What it is made of.</summary>
    public NodeSpec Spec => spec;

    /// <summary>Its life; null while it is down.</summary>
    public NodeSystem? System => _system;

    /// <summary>Starts it for the first time; it talks to nobody before <see cref="NodeSystem.Join"/>.</summary>
    /// <returns>Where it listens: another port than its own where that one is taken.</returns>
    public int Start() => Start(spec.Listen.Port, ReplicaMode.Voting);

    /// <summary>Starts it for the first time where the others look for it, and nowhere else.</summary>
    public void StartWhereKnown() => _system = NodeSystem.Start(spec, ReplicaMode.Voting);

    /// <summary>Kills it.</summary>
    public async Task KillAsync()
    {
        _dead = _system;
        _system = null;
        if (_dead is not null)
            await _dead.AbortAsync();
    }

    /// <summary>
    /// Starts it again, empty: it votes again once that is safe. Like the first time it talks to nobody yet.
    /// </summary>
    /// <returns>Where it listens: a new port, for anybody may have taken the one that it left.</returns>
    public async Task<int> RestartAsync()
    {
        await DisposeDeadAsync();
        return Start(FreePorts.One(), ReplicaMode.Recovering);
    }

    /// <summary>Writes through this node.</summary>
    /// <exception cref="TimeoutException">No agreement in time, the node is down, or the store is full.</exception>
    public async Task PutAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellation)
    {
        var result = await Gateway.PutAsync(key, value, cancellation);
        if (result.Status == KeyValueStatus.Full)
            throw new TimeoutException("the store has no room for another key.");
        counters.Commit();
    }

    /// <summary>Reads through this node; null: absent.</summary>
    /// <exception cref="TimeoutException">No agreement in time, or the node is down.</exception>
    public async Task<byte[]?> GetAsync(string key, CancellationToken cancellation)
    {
        var result = await Gateway.GetAsync(key, cancellation);
        counters.Read();
        return result.Status == KeyValueStatus.Found ? result.Value.Span.ToArray() : null;
    }

    public async ValueTask DisposeAsync()
    {
        await DisposeDeadAsync();
        if (_system is { } system)
            await system.DisposeAsync();
        _system = null;
    }

    private int Start(int port, ReplicaMode mode)
    {
        for (var left = Attempts; ; left--, port = FreePorts.One())
        {
            try
            {
                _system = NodeSystem.Start(spec with { Listen = spec.Listen with { Port = port } }, mode);
                return port;
            }
            catch (Exception e) when (left > 1 && FreePorts.WasTaken(e))
            {
                // Somebody was faster.
            }
        }
    }

    private Gateway Gateway => _system?.Gateway ?? throw new TimeoutException($"{Name} is down.");

    private async Task DisposeDeadAsync()
    {
        if (_dead is { } dead)
            await dead.DisposeAsync();
        _dead = null;
    }
}
