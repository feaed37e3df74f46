using Akka.Actor;
using CretoAkka.Sessions;
using CretoAkka.Wire;

namespace CretoAkka.Testing;

/// <content>What is on its way.</content>
public sealed partial class VirtualNetwork
{
    private static readonly CretoSerializer Serializer = new(null!); // needs no system

    private readonly List<Logged> _log = [];
    private readonly List<OnTheWay> _onTheWay = [];
    private long _sent;

    /// <summary>Everything that was sent, announced or received anywhere, in order.</summary>
    internal IReadOnlyList<Logged> Log
    {
        get
        {
            lock (_lock)
                return [.. _log];
        }
    }

    /// <summary>What of one kind happened at a node, in order.</summary>
    internal IReadOnlyList<(TimeSpan At, T What)> LogOf<T>(string node) =>
        [.. Log.Where(l => l.Node == node && l.What is T).Select(l => (l.At, (T)l.What))];

    /// <summary>Puts a message on the wire; what does not go between nodes as bytes is handed over as it is.</summary>
    internal void Send(string from, string to, object message, IActorRef sender)
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

    internal void Record(string node, object what)
    {
        lock (_lock)
            _log.Add(new(Now, node, what, null));
    }

    /// <summary>Gives a node a message as from <c>b</c>, past all wires: answers go to its circuit.</summary>
    internal void Tell(string node, object message)
    {
        var at = _nodes[node];
        if (message is SessionProtocol.IInbound)
            at.Circuits.Supervisor.Tell(message, new RemoteSender(this, at, "b", ActorRefs.Nobody));
        else
            at.System.ActorSelection("/user/creto/circuit-b-*").Tell(message, ActorRefs.NoSender);
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
