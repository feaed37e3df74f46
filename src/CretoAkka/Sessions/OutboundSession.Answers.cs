using CretoAkka.Core.Sessions;
using CretoAkka.Metrics;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Sessions;

/// <content>What the peer answers. Whatever does not know the nonce of this session is ignored.</content>
internal sealed partial class OutboundSession
{
    /// <summary>Takes an answer in.</summary>
    public void Take(IAnswer answer, TimeSpan now)
    {
        _link.VoidAfterPause(now);
        if (_node.Authentication.By is not null)
            TakeAuthentic(answer, now);
        else
            TakeBare(answer, now);
    }

    private void TakeBare(IAnswer answer, TimeSpan now)
    {
        switch (answer)
        {
            case Welcome m when m.Nonce == _link.Nonce && m.Version == WireVersion:
                Take(m, now);
                break;
            case Acknowledged m when IsEstablished:
                Take(m.Acknowledgement, now);
                break;
            case Stranger m when m.Nonce == _link.Nonce && IsEstablished:
                _link.BeginForgotten(m.Incarnation, now);
                break;
            default:
                _anomalies.Note(SessionAnomaly.WrongNonce);
                break;
        }
    }

    private void Take(Welcome m, TimeSpan now)
    {
        var fits = !IsEstablished || (_handshake?.Fits(m) ?? true);
        if (!_link.Welcome(m.Ping, m.Incarnation, fits, now))
            _anomalies.Note(SessionAnomaly.WrongNonce);
    }

    private void Take(in Acknowledgement acknowledgement, TimeSpan now)
    {
        var isProven = _handshake is not null;
        var verdict = _link.Take(acknowledgement, isProven, now);
        if (verdict == AckVerdict.WrongNonce)
            _anomalies.Note(SessionAnomaly.WrongNonce);
        else if (verdict is AckVerdict.BeyondSent or AckVerdict.Malformed)
            Contradicted(isProven);
    }

    // Where it has proven who it is, nobody else can have said it.
    private void Contradicted(bool isProven)
    {
        _anomalies.Note(SessionAnomaly.Contradiction);
        if (isProven)
            _node.Authentication.Charge(_gate.Peer, "It acknowledged what was never sent, or contradicted itself.");
    }
}
