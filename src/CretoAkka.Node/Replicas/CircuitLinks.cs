using System.Collections.Immutable;
using Akka.Actor;
using CretoAkka.Quorums;

namespace CretoAkka.Node.Replicas;

/// <summary>
/// Sends through the library: each message to a peer is numbered, acknowledged and subject to its circuit, and so is
/// each call.
/// </summary>
internal sealed class CircuitLinks(ExtendedActorSystem system, PeerCircuits circuits) : IPeerLinks
{
    private ImmutableDictionary<string, ActorSelection> _replicas = ImmutableDictionary<string, ActorSelection>.Empty;
    private volatile bool _joined;

    /// <summary>
    /// Adds the peers. What was sent before is gone: while the nodes of a process start one after the other, silence
    /// says nothing about a peer, and must not count against it.
    /// </summary>
    /// <param name="addresses">The path of each peer's replica.</param>
    public void Join(IEnumerable<(string Peer, string Address)> addresses)
    {
        foreach (var (peer, address) in addresses)
        {
            circuits.AddPeer(peer, address);
            _replicas = _replicas.SetItem(peer, system.ActorSelection(address));
        }
        _joined = true;
    }

    /// <inheritdoc/>
    public void Send(string replica, ProtocolFrame frame, MessageTraits traits)
    {
        if (_joined)
            circuits.Send(replica, frame, traits);
    }

    /// <inheritdoc/>
    public async Task<bool> CallAsync(string replica, ProtocolFrame request)
    {
        if (!_joined || !_replicas.TryGetValue(replica, out var at))
            return false;
        var result = await circuits.TryExecuteAsync(
            replica,
            static (call, given) => new ValueTask<RequestTaken>(
                PrivateQuestion.AskAsync<RequestTaken>(call.From, call.At, call.What, given)),
            (From: system, At: at, What: new RequestCall(request.Bytes)));
        return result.Succeeded;
    }

    /// <inheritdoc/>
    public void Broadcast(ProtocolFrame frame, MessageTraits traits)
    {
        if (_joined)
            circuits.Broadcast(frame, traits);
    }

    /// <inheritdoc/>
    public void Charge(string replica, EvidenceKind kind, object proof) =>
        circuits.ReportEvidence(replica, kind, proof);

    /// <inheritdoc/>
    public string? ProvenSender(IActorRef? sender) => PeerCircuits.ProvenSender(sender)?.Value;

    /// <inheritdoc/>
    public void AdvanceWatermark(string lane, long instance) => circuits.AdvanceWatermark(lane, instance);
}
