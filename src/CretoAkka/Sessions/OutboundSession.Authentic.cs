using CretoAkka.Authentication;
using CretoAkka.Metrics;
using CretoAkka.Wire;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Sessions;

/// <content>Where the peer must prove itself: what does not is dropped, and changes nothing.</content>
internal sealed partial class OutboundSession
{
    // Of the session that is open, or being opened; null: nobody must prove anything, or it has not begun.
    private OutboundHandshake? _handshake;

    private Hello Signed(Hello hello)
    {
        if (_node.Authentication.By is not { } by)
            return hello;
        _handshake ??= new OutboundHandshake(by, _gate.Peer, _node, _link.Nonce);
        return _handshake.Sign(hello);
    }

    private void TakeAuthentic(IAnswer answer, TimeSpan now)
    {
        switch (answer)
        {
            case Welcome { Proof: not null } m when Concerns(m):
                if (_handshake!.IsSigned(m) && (IsEstablished || _handshake.Agree(m)))
                    Take(m, now);
                else
                    Drop(Doubt.Forged);
                break;
            case Stranger { Proof: not null } m when m.Nonce == _link.Nonce && IsEstablished:
                if (_handshake!.IsSigned(m))
                    _link.BeginForgotten(m.Incarnation, now);
                else
                    Drop(Doubt.Forged);
                break;
            case SealedAcknowledged m when m.Nonce == _link.Nonce && IsEstablished:
                if (_handshake!.IsSealed(m))
                    Unseal(m, now);
                else
                    Drop(Doubt.Forged);
                break;
            case Welcome { Proof: null } or Stranger { Proof: null } or Acknowledged:
                Drop(Doubt.NoProof);
                break;
            default:
                _anomalies.Note(SessionAnomaly.WrongNonce); // of a session that is past
                break;
        }
    }

    private bool Concerns(Welcome m) => m.Nonce == _link.Nonce
        && m.Version == WireVersion
        && _handshake is not null
        && _link.Knows(m.Ping);

    private void Unseal(SealedAcknowledged message, TimeSpan now)
    {
        if (Sealing.Acknowledged(message) is { } acknowledged)
            Take(acknowledged.Acknowledgement, now);
        else
        {
            _link.FailAndBegin(now);
            Contradicted(isProven: true);
        }
    }

    private void Drop(Doubt doubt)
    {
        _anomalies.Note(SessionAnomaly.Unauthenticated);
        _node.Authentication.Drop(_gate.Peer, doubt);
    }
}
