using Akka.Actor;
using CretoAkka.Node.Replicas;
using CretoAkka.Quorums;

namespace CretoAkka.Benchmarks.Throughput;

/// <summary>Brings a replica's messages to the others in this process, as the bytes that would go over a wire.</summary>
internal sealed class LocalLinks : IPeerLinks
{
    private Dictionary<string, IActorRef> _replicas = [];
    private IActorRef _clients = ActorRefs.Nobody;
    private long _sent;

    /// <summary>Messages to other replicas so far.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Tells who is where; before anybody begins.</summary>
    public void Join(IEnumerable<(string Name, IActorRef Replica)> others, IActorRef clients) =>
        (_replicas, _clients) = (others.ToDictionary(o => o.Name, o => o.Replica), clients);

    /// <inheritdoc/>
    public void Send(string replica, ProtocolFrame frame, MessageTraits traits)
    {
        if (!_replicas.TryGetValue(replica, out var to))
        {
            _clients.Tell(frame);
            return;
        }
        Interlocked.Increment(ref _sent);
        to.Tell(frame);
    }

    /// <inheritdoc/>
    public void Broadcast(ProtocolFrame frame, MessageTraits traits)
    {
        Interlocked.Add(ref _sent, _replicas.Count);
        foreach (var replica in _replicas.Values)
            replica.Tell(frame);
    }

    /// <inheritdoc/>
    public void Charge(string replica, EvidenceKind kind, object proof) =>
        throw new InvalidOperationException($"{replica} is charged with {kind}: {proof}");

    /// <inheritdoc/>
    public string? ProvenSender(IActorRef? sender) => null;

    /// <inheritdoc/>
    public void AdvanceWatermark(string lane, long instance)
    {
    }
}
