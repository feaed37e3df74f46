using Akka.Actor;
using CretoAkka.Authentication;
using CretoAkka.Metrics;
using CretoAkka.Wire;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Sessions;

/// <content>Where the peer must prove itself: what does not is dropped, and changes nothing.</content>
internal sealed partial class InboundSession
{
    // To say that a session is not known costs a signature, and whoever asks for it may be anybody.
    private static readonly TimeSpan BetweenDenials = TimeSpan.FromMilliseconds(250);

    private readonly InboundHandshake? _handshake =
        node.Authentication.By is { } by ? new InboundHandshake(by, peer, node) : null;

    // Who else has sent what the peer said: one of the two is the peer.
    private IActorRef _copied = ActorRefs.Nobody;
    private TimeSpan _nextDenial;
    private long _highestMarker;
    private bool _contradicted;

    private bool TakeAuthentic(IInbound message, IActorRef sender, TimeSpan now)
    {
        switch (message)
        {
            case Hello m when !IsAcceptable(m):
            case Unknown:
                anomalies.Note(KindOf(message));
                return false;
            case Hello { Proof: not null } m:
                if (_handshake!.Answer(m) is not { } welcome)
                    return Drop(Doubt.Forged);
                sender.Tell(welcome, self);
                return true;
            case SealedFrame m when _handshake!.Knows(m.Nonce):
                return _handshake.IsSealed(m) ? Unseal(m, sender, now) : Drop(Doubt.Forged);
            case SealedFrame m:
                Deny(m, sender, now);
                return false;
            default:
                return Drop(Doubt.NoProof);
        }
    }

    private bool Drop(Doubt doubt)
    {
        anomalies.Note(SessionAnomaly.Unauthenticated);
        node.Authentication.Drop(peer, doubt);
        return false;
    }

    // Its code is right: whatever it says the peer said, though perhaps not now and not to this sender.
    private bool Unseal(SealedFrame message, IActorRef sender, TimeSpan now)
    {
        if (_receiver is null || message.Nonce != _nonce)
        {
            Begin(message.Nonce);
            (_sender, _copied, _highestMarker, _contradicted) = (sender, ActorRefs.Nobody, 0, false);
        }
        if (Sealing.Frame(message) is not { } frame || frame.To != node.Incarnation)
        {
            Contradict();
            return true;
        }
        if (frame.Payloads.Length > policy.FrameMessages)
        {
            anomalies.Note(SessionAnomaly.OversizedFrame);
            return true;
        }
        var isNews = IsNews(frame);
        AnswerTo(sender, isNews);
        _highestMarker = Math.Max(_highestMarker, frame.Marker);
        Deliver(frame, now);
        return isNews;
    }

    // A frame that somebody repeats must not lead the answers away, even where the copy comes before the frame.
    private void AnswerTo(IActorRef sender, bool isNews)
    {
        if (sender.Equals(_sender))
            return;
        if (isNews)
            (_sender, _copied) = (sender, _sender);
        else
            _copied = sender;
    }

    private bool IsNews(Frame frame)
    {
        if (frame.Marker > _highestMarker)
            return true;
        foreach (var payload in frame.Payloads)
        {
            if (_receiver!.IsNew(payload.Number) && !(_unprocessed?.IsOpen(payload.Number) ?? false))
                return true;
        }
        return false;
    }

    private void Contradict()
    {
        anomalies.Note(SessionAnomaly.Contradiction);
        if (_contradicted)
            return;
        _contradicted = true;
        node.Authentication.Charge(peer, "It sealed a frame that is none, or is another process's.");
    }

    private void Deny(SealedFrame message, IActorRef sender, TimeSpan now)
    {
        anomalies.Note(SessionAnomaly.WrongNonce);
        if (now < _nextDenial || _past.Contains(message.Nonce))
            return;
        _nextDenial = now + BetweenDenials;
        sender.Tell(_handshake!.Deny(message.Nonce), self);
    }
}
