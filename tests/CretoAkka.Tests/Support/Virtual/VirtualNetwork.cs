using Akka.Actor;
using CretoAkka.Configuration;
using CretoAkka.Sessions;

namespace CretoAkka.Tests.Support.Virtual;

/// <summary>
/// Nodes, each with its own system and scheduler, joined by wires that delay, lose, hold and reorder, in one virtual
/// time. What is sent is written and read again as between processes.
/// </summary>
internal sealed class VirtualNetwork : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, VirtualNode> _nodes = [];
    private readonly Dictionary<(string, string), VirtualWire> _wires = [];
    private readonly List<Logged> _log = [];
    private readonly List<OnTheWay> _onTheWay = [];
    private long _sent;

    public TimeSpan Now { get; private set; }

    /// <summary>Everything that was sent, announced or received anywhere, in order.</summary>
    public IReadOnlyList<Logged> Log
    {
        get
        {
            lock (_lock)
                return [.. _log];
        }
    }

    /// <summary>Starts a node; one of the same name that runs is ended before, without leaving.</summary>
    public VirtualNode Start(string name, CretoSettings? settings = null, string config = "")
    {
        if (_nodes.TryGetValue(name, out var before))
            before.Dispose();
        return _nodes[name] = new VirtualNode(this, name, settings ?? TestSettings.Of(TestSettings.Peer), config);
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

    public void Send(string from, string to, object message, IActorRef sender)
    {
        var wire = Wire(from, to);
        if (wire.Throws)
            throw new InvalidOperationException("The wire is cut with a bang.");
        lock (_lock)
        {
            _log.Add(new(Now, from, message));
            if (wire.Loses(message))
                return;
            var bytes = VirtualNode.Serializer(message).ToBinary(message);
            var manifest = VirtualNode.Serializer(message).Manifest(message);
            _onTheWay.Add(new(Now + wire.Delay(message), ++_sent, from, to, wire, bytes, manifest, sender));
        }
    }

    public void Record(string node, object what)
    {
        lock (_lock)
            _log.Add(new(Now, node, what));
    }

    /// <summary>Lets time pass in steps short enough for every timer, everything handled in between.</summary>
    public void Pass(TimeSpan span)
    {
        Settle();
        for (var end = Now + span; Now < end;)
        {
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
    public void PassUntil(Func<bool> holds, TimeSpan most)
    {
        Settle();
        for (var end = Now + most; !holds() && Now < end;)
            Pass(Step);
        Assert.True(holds(), "It did not come to hold.");
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
        var message = node.Read(m.Bytes, m.Manifest);
        if (message is SessionProtocol.IInbound)
            node.Circuits.Supervisor.Tell(message, new RemoteSender(this, node, m.From, m.Sender));
        else
            m.Sender.Tell(message, ActorRefs.NoSender);
    }

    /// <summary>What happened at a node, and when.</summary>
    internal sealed record Logged(TimeSpan At, string Node, object What);

    private sealed record OnTheWay(
        TimeSpan At, long Number, string From, string To, VirtualWire Wire, byte[] Bytes, string Manifest,
        IActorRef Sender);
}
