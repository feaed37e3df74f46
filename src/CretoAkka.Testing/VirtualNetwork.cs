using Akka.Actor;
using Akka.Configuration;
using CretoAkka.Authentication;
using CretoAkka.Configuration;

namespace CretoAkka.Testing;

/// <summary>
/// Nodes, each with an actor system of its own, joined by wires that delay, lose and hold what is sent, in one virtual
/// time. What is sent is written and read again as between processes. Used by one thread at a time.
/// </summary>
public sealed partial class VirtualNetwork : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, VirtualNode> _nodes = [];
    private readonly Dictionary<(string, string), VirtualWire> _wires = [];

    /// <summary>How much time has passed.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>HOCON of every node that is started: a serializer of your messages, for one.</summary>
    public string Hocon { get; init; } = "";

    /// <summary>By what each node that is started knows its peers; null: by nothing.</summary>
    public Func<string, IPeerAuthenticator?> Authenticators { get; set; } = static _ => null;

    /// <summary>The nodes that were started last under each name.</summary>
    public IReadOnlyDictionary<string, VirtualNode> Nodes => _nodes;

    /// <summary>Starts a node; one of the same name that runs is ended before, without leaving.</summary>
    /// <param name="name">Its name to its peers, and its actor system's.</param>
    /// <param name="settings">Its circuits' settings; null: those of the HOCON, over the reference.</param>
    /// <param name="hocon">HOCON of this node alone.</param>
    /// <param name="replica">
    /// The actor that takes its peers' messages, at <c>/user/replica</c>; null: one that keeps them in
    /// <see cref="VirtualNode.Received"/>.
    /// </param>
    public VirtualNode Start(
        string name, CretoSettings? settings = null, string hocon = "", Func<VirtualNode, Props>? replica = null)
    {
        if (_nodes.TryGetValue(name, out var before))
            before.Dispose();
        var config = ConfigurationFactory.ParseString(hocon).WithFallback(ConfigurationFactory.ParseString(Hocon));
        return _nodes[name] = new VirtualNode(this, name, settings, config, Authenticators(name), replica);
    }

    /// <summary>Tells every node where every other is.</summary>
    public void Introduce()
    {
        foreach (var node in _nodes.Values)
        foreach (var other in _nodes.Keys.Where(other => other != node.Name))
            node.Circuits.AddPeer(other, VirtualNode.AddressOf(other));
    }

    /// <summary>The way from one node to another.</summary>
    public VirtualWire Wire(string from, string to)
    {
        lock (_lock)
        {
            if (!_wires.TryGetValue((from, to), out var wire))
                _wires[(from, to)] = wire = new VirtualWire();
            return wire;
        }
    }

    /// <summary>Freezes a node's network in both directions, or lets it go.</summary>
    public void Freeze(string node, bool frozen = true)
    {
        foreach (var other in _nodes.Keys.Where(n => n != node))
            Wire(node, other).IsFrozen = Wire(other, node).IsFrozen = frozen;
    }

    /// <summary>Lets time pass in steps short enough for every timer, everything handled in between.</summary>
    /// <param name="span">How much.</param>
    /// <param name="each">What is done before each step of 10 ms.</param>
    public void Pass(TimeSpan span, Action? each = null)
    {
        Settle();
        for (var end = Now + span; Now < end;)
        {
            each?.Invoke();
            var step = end - Now < Step ? end - Now : Step;
            Now += step;
            foreach (var node in _nodes.Values)
                node.Advance(step);
            Settle();
            while (Deliver())
                Settle();
        }
    }

    /// <summary>Lets time pass until something holds; at most so long.</summary>
    /// <param name="holds">What is to hold.</param>
    /// <param name="atMost">How long it may take.</param>
    /// <param name="each">What is done before each step of 10 ms.</param>
    /// <exception cref="CircuitAssertionException">It did not come to hold.</exception>
    public void PassUntil(Func<bool> holds, TimeSpan atMost, Action? each = null)
    {
        Settle();
        for (var end = Now + atMost; !holds();)
        {
            CircuitAssertionException.ThrowUnless(Now < end, $"It did not come to hold within {atMost}.");
            Pass(Step, each);
        }
    }

    /// <summary>Waits until every circuit and every replica has handled what it was told.</summary>
    public void Settle()
    {
        for (var round = 0; round < 4; round++)
        {
            foreach (var arrived in _nodes.Values.Select(node => node.Ask()).ToList())
                arrived();
        }
    }

    /// <summary>Ends all nodes.</summary>
    public void Dispose()
    {
        foreach (var node in _nodes.Values)
            node.Dispose();
    }
}
