using System.Collections.Immutable;

namespace CretoAkka.Node.Faults;

/// <summary>
/// The proxies of all nodes of one process, so that a node can be frozen whole: what it hears and what it says.
/// </summary>
internal sealed class FaultNetwork : IAsyncDisposable
{
    private readonly ImmutableDictionary<string, Gate> _gates;
    private readonly ImmutableDictionary<string, FreezeProxy> _proxies;

    /// <summary>Puts a proxy in front of each node, on a free port.</summary>
    /// <param name="targets">The port each node listens on, by the name of its actor system.</param>
    public FaultNetwork(IReadOnlyDictionary<string, int> targets)
    {
        _gates = targets.Keys.ToImmutableDictionary(name => name, _ => new Gate());
        _proxies = targets.ToImmutableDictionary(
            target => target.Key,
            target => FreezeProxy.Listen(0, target.Value, _gates[target.Key], _gates.GetValueOrDefault));
    }

    /// <summary>The proxy in front of a node.</summary>
    public FreezeProxy this[string node] => _proxies[node];

    /// <summary>Stops all bytes to and from a node, without closing anything.</summary>
    public void Freeze(string node) => _gates[node].Shut();

    /// <summary>Lets the node's bytes go on.</summary>
    public void Thaw(string node) => _gates[node].Open();

    /// <summary>Resets every connection to and from a node, and refuses new ones to it: its process is gone.</summary>
    /// <remarks>
    /// In a process of its own the kernel would do that. Here the sockets of an actor system that was aborted may
    /// linger, and who called them would wait for an answer.
    /// </remarks>
    public void Cut(string node)
    {
        _proxies[node].Refuse();
        foreach (var proxy in _proxies.Values)
            proxy.CloseFrom(node);
    }

    /// <summary>The node listens at this port, which nobody else had taken when it began.</summary>
    public void MoveTo(string node, int targetPort) => _proxies[node].MoveTo(targetPort);

    /// <summary>The node is there again.</summary>
    public void Restore(string node) => _proxies[node].Admit();

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in _proxies.Values)
            await proxy.DisposeAsync();
    }
}
