using Akka.Actor;
using CretoAkka.Authentication;
using CretoAkka.Configuration;
using CretoAkka.Sessions;
using CretoAkka.Wire;

namespace CretoAkka.Tests.Support.Virtual;

/// <summary>
/// Nodes, each with its own system and scheduler, joined by wires that delay, lose, hold and reorder, in one virtual
/// time. What is sent is written and read again as between processes.
/// </summary>
internal sealed class VirtualNetwork : IDisposable
{
    private static readonly CretoSerializer Serializer = new(null!); // needs no system
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, VirtualNode> _nodes = [];
    private readonly Dictionary<(string, string), VirtualWire> _wires = [];
    private readonly List<Logged> _log = [];
    private readonly List<OnTheWay> _onTheWay = [];
    private long _sent;

    public TimeSpan Now { get; private set; }

    /// <summary>By what each node that is started knows its peers; null: by nothing.</summary>
    public Func<string, IPeerAuthenticator?> Authenticators { get; set; } = static _ => null;

    /// <summary>Everything that was sent, announced or received anywhere, in order.</summary>
    public IReadOnlyList<Logged> Log
    {
        get
        {
            lock (_lock)
                return [.. _log];
        }
    }

    /// <summary>What of one kind happened at a node, in order.</summary>
    public IReadOnlyList<(TimeSpan At, T What)> LogOf<T>(string node) =>
        [.. Log.Where(l => l.Node == node && l.What is T).Select(l => (l.At, (T)l.What))];

    /// <summary>Starts a node; one of the same name that runs is ended before, without leaving.</summary>
    public VirtualNode Start(string name, CretoSettings? settings = null, string config = "")
    {
        if (_nodes.TryGetValue(name, out var before))
            before.Dispose();
        return _nodes[name] = new VirtualNode(
            this, name, settings ?? TestSettings.Of(TestSettings.Peer), config, Authenticators(name));
    }

    /// <summary>Two nodes, the first of which knows the second.</summary>
    public (VirtualNode A, VirtualNode B) Pair(PeerSettings? peer = null, CretoSettings? settings = null)
    {
        settings ??= TestSettings.Of(peer ?? TestSettings.Peer);
        var (a, b) = (Start("a", settings), Start("b", settings));
        a.Circuits.AddPeer("b", VirtualNode.AddressOf("b"));
        return (a, b);
    }

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

    /// <summary>Puts a message on the wire; what does not go between nodes as bytes is handed over as it is.</summary>
    public void Send(string from, string to, object message, IActorRef sender)
    {
        var wire = Wire(from, to);
        if (wire.Throws)
            throw new InvalidOperationException("The wire is cut with a bang.");
        lock (_lock)
        {
            _log.Add(new(Now, from, message, to));
            if (wire.Loses(message))
                return;
            foreach (var carried in wire.Carries(message))
                _onTheWay.Add(new(Now + wire.Delay(carried), ++_sent, from, to, wire, Written(carried), sender));
        }
    }

    public void Record(string node, object what)
    {
        lock (_lock)
            _log.Add(new(Now, node, what, null));
    }

    /// <summary>Gives a node a message as from <c>b</c>, past all wires: answers go to its circuit.</summary>
    public void Tell(string node, object message)
    {
        var at = _nodes[node];
        if (message is SessionProtocol.IInbound)
            at.Circuits.Supervisor.Tell(message, new RemoteSender(this, at, "b", ActorRefs.Nobody));
        else
            at.System.ActorSelection("/user/creto/circuit-b-*").Tell(message, ActorRefs.NoSender);
    }

    /// <summary>Lets time pass in steps short enough for every timer, everything handled in between.</summary>
    /// <param name="span">How much.</param>
    /// <param name="each">What is done before each step.</param>
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
    public void PassUntil(Func<bool> holds, TimeSpan most, Action? each = null)
    {
        Settle();
        for (var end = Now + most; !holds();)
        {
            Assert.True(Now < end, "It did not come to hold.");
            Pass(Step, each);
        }
    }

    /// <summary>Waits until every actor has handled what it was told.</summary>
    public void Settle()
    {
        for (var round = 0; round < 4; round++)
        {
            foreach (var arrived in _nodes.Values.Select(node => node.Barrier()).ToList())
                arrived();
        }
    }

    public void Dispose()
    {
        foreach (var node in _nodes.Values)
            node.Dispose();
    }

    private bool Deliver()
    {
        List<OnTheWay> due;
        lock (_lock)
        {
            due = [.. _onTheWay.Where(IsDue).OrderBy(m => m.At).ThenBy(m => m.Number)];
            _onTheWay.RemoveAll(due.Contains);
        }
        foreach (var m in due)
            Deliver(m);
        return due.Count > 0;
    }

    private bool IsDue(OnTheWay message) => message.At <= Now
        && !message.Wire.IsFrozen
        && !(_nodes.TryGetValue(message.To, out var node) && node.IsPaused);

    private void Deliver(OnTheWay m)
    {
        if (!_nodes.TryGetValue(m.To, out var node) || node.IsDead)
            return;
        var message = m.Read();
        if (message is SessionProtocol.IInbound)
            node.Circuits.Supervisor.Tell(message, new RemoteSender(this, node, m.From, m.Sender));
        else if (message is SessionProtocol.ISessionMessage)
            m.Sender.Tell(message, ActorRefs.NoSender);
        else
            node.Replica.Tell(message, ActorRefs.NoSender);
    }

    private static Func<object> Written(object message)
    {
        if (message is not SessionProtocol.ISessionMessage)
            return () => message;
        var (bytes, manifest) = (Serializer.ToBinary(message), Serializer.Manifest(message));
        return () => Serializer.FromBinary(bytes, manifest);
    }

    /// <summary>What happened at a node, and when.</summary>
    /// <param name="At">When.</param>
    /// <param name="Node">Where.</param>
    /// <param name="What">A message that was sent, an event, or what the node's target was told.</param>
    /// <param name="To">Whom it was sent to; null: it was not.</param>
    internal sealed record Logged(TimeSpan At, string Node, object What, string? To);

    private sealed record OnTheWay(
        TimeSpan At, long Number, string From, string To, VirtualWire Wire, Func<object> Read,
        IActorRef Sender);
}
