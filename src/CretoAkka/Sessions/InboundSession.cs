using Akka.Actor;
using CretoAkka.Authentication;
using CretoAkka.Core.Sessions;
using CretoAkka.Metrics;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Sessions;

/// <summary>The receiving side of one peer's session. Driven by its circuit's actor.</summary>
internal sealed partial class InboundSession(
    PeerId peer, LinkNode node, SessionPolicy policy, TargetFinder targets, AnomalyLog anomalies, IActorRef self)
{
    private const int MostPast = 16;

    // Who the target sees as the sender of what the peer itself wrote.
    private readonly IActorRef _prover =
        node.Authentication.By is null ? self : new ProvenSender(peer, (IInternalActorRef)self);

    private SessionReceiver? _receiver;
    private ulong _nonce;
    private IActorRef _sender = ActorRefs.Nobody;
    private Unprocessed? _unprocessed;

    // Sessions that others have followed: a hello of one of them was held up on its way, and must not end its
    // successor.
    private readonly Queue<ulong> _past = new(MostPast);

    /// <summary>When an acknowledgement is to leave; null: none is owed.</summary>
    public TimeSpan? NextDue => _receiver?.AckDueAt;

    /// <summary>Takes in what the peer sent.</summary>
    /// <returns>Whether it is a sign of life of the peer, as far as this node can tell.</returns>
    public bool Take(IInbound message, IActorRef sender, TimeSpan now)
    {
        if (_handshake is not null)
            return TakeAuthentic(message, sender, now);
        TakeBare(message, sender, now);
        return true;
    }

    private void TakeBare(IInbound message, IActorRef sender, TimeSpan now)
    {
        switch (message)
        {
            case Hello { Proof: not null } or SealedFrame:
                Drop(Doubt.NoAuthenticator);
                break;
            case Hello m when IsAcceptable(m):
                Welcome(m, sender);
                break;
            case Hello or Unknown:
                anomalies.Note(KindOf(message));
                break;
            case Frame m when m.Payloads.Length > policy.FrameMessages:
                anomalies.Note(SessionAnomaly.OversizedFrame);
                break;
            case Frame m when _receiver is not null && m.Nonce == _nonce && m.To == node.Incarnation:
                _sender = sender;
                Deliver(m, now);
                break;
            case Frame m:
                sender.Tell(new Stranger(node.Name, m.Nonce, node.Incarnation), self);
                break;
        }
    }

    /// <summary>Sends the acknowledgement that is owed.</summary>
    public void Advance(TimeSpan now)
    {
        if (!(_receiver?.AckDueAt <= now))
            return;
        var key = _handshake?.Keys?.Acknowledgements;
        var acknowledged = new Acknowledged(node.Name, _receiver.TakeAck()) { Key = key };
        _sender.Tell(acknowledged, self);
        if (!_copied.IsNobody())
            _copied.Tell(acknowledged, self);
    }

    private bool IsAcceptable(Hello m) =>
        m.LowestVersion <= WireVersion && m.HighestVersion >= WireVersion && !_past.Contains(m.Nonce);

    // A hello that is not acceptable is of another version, or of a session that is past.
    private SessionAnomaly KindOf(IInbound message) => message is Hello m && _past.Contains(m.Nonce)
        ? SessionAnomaly.WrongNonce
        : SessionAnomaly.UnknownMessage;

    private void Welcome(Hello hello, IActorRef sender)
    {
        if (_receiver is null || hello.Nonce != _nonce)
            Begin(hello.Nonce);
        sender.Tell(
            new Welcome(node.Name, hello.Nonce, node.Incarnation, hello.Ping, SessionProtocol.WireVersion), self);
    }

    private void Begin(ulong nonce)
    {
        if (_receiver is not null)
            Leave(_nonce);
        _nonce = nonce;
        _receiver = new SessionReceiver(policy, nonce, node.Incarnation);
        _unprocessed = node.Settings.Session.AcknowledgeProcessed
            ? new Unprocessed(_unprocessed?.Next ?? 1, policy.Span)
            : null;
    }

    private void Leave(ulong nonce)
    {
        if (_past.Count == MostPast)
            _past.Dequeue();
        _past.Enqueue(nonce);
    }

    private void Deliver(Frame frame, TimeSpan now)
    {
        _receiver!.Advance(frame.Lowest);
        var target = targets.Find(frame.Target);
        foreach (var payload in frame.Payloads)
            Deliver(payload, target, frame.IsBulk, now);
        if (frame.Marker != 0)
            Mark(frame.Marker, now);
        if (frame.IsBulk)
            _receiver.DueBy(now); // Its sender sends no other before that.
        Advance(now);
    }

    private void Deliver(in Payload payload, IActorRef? target, bool isBulk, TimeSpan now)
    {
        if (_unprocessed is not null && target is not null && !isBulk)
        {
            HandOver(payload, target, now);
            return;
        }
        if (_receiver!.Accept(payload.Number, payload.Bytes, now) != Reception.New)
            return;
        if (target is null || Read(payload, out var sender) is not { } message)
            _receiver.Undeliverable(payload.Number);
        else if (message != Done)
            target.Tell(_unprocessed is null ? message : Envelope(message), sender);
    }

    private void Mark(long marker, TimeSpan now)
    {
        _unprocessed?.Mark(marker);
        var ready = _unprocessed?.TakeMarker() ?? marker;
        if (ready != 0)
            _receiver!.Mark(ready, now);
    }
}
