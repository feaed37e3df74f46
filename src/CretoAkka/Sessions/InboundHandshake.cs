using CretoAkka.Authentication;
using CretoAkka.Wire;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Sessions;

/// <summary>
/// The sessions that one peer opens, where it must prove itself: the one in force, and at most one that is only asked
/// for. Used by one circuit's actor.
/// </summary>
/// <remarks>
/// A signed hello may be an old one that somebody repeats, so it ends nothing: the session in force changes when a
/// frame comes under the keys of the other, which only its true opener has. Until then our own key for it stays the
/// same, so that hellos repeated in between do not undo what the opener was answered.
/// </remarks>
internal sealed class InboundHandshake(IPeerAuthenticator by, PeerId peer, LinkNode node)
{
    private IKeyExchange? _own;
    private Proposal? _live;
    private Proposal? _pending;

    /// <summary>The keys of the session in force.</summary>
    public SessionKeys? Keys => _live?.Keys;

    /// <summary>Checks a hello that has a proof.</summary>
    /// <returns>The answer; null: it is not the peer's, or opens nothing.</returns>
    public Welcome? Answer(Hello m)
    {
        var opening = new Opening(
            peer.Value, node.Name, m.Nonce, m.Incarnation, m.LowestVersion, m.HighestVersion, m.Proof!.Key);
        var known = Find(m.Nonce);
        if (known is not null && !known.Opening.IsSame(opening))
            return null;
        if (!by.Verify(peer, opening.Hello(m.Ping), m.Proof.Signature.Span))
            return null;
        if ((known ?? Propose(opening)) is not { } session)
            return null;
        var text = opening.Welcome(m.Ping, node.Incarnation, WireVersion, session.OwnKey.Span);
        return new(node.Name, m.Nonce, node.Incarnation, m.Ping, WireVersion)
        {
            Proof = new(session.OwnKey, by.Sign(text)),
        };
    }

    /// <summary>Whether a session of this number is in force, or asked for.</summary>
    public bool Knows(ulong nonce) => Find(nonce) is not null;

    /// <summary>Whether the code of a frame is right. One under the keys asked for brings them into force.</summary>
    public bool IsSealed(SealedFrame m)
    {
        if (Find(m.Nonce) is not { } session || !Sealing.IsUnder(session.Keys.Frames, m.Bytes))
            return false;
        if (session == _pending)
        {
            (_live, _pending) = (_pending, null);
            _own?.Dispose();
            _own = null;
        }
        return true;
    }

    /// <summary>Says that this node does not know a session.</summary>
    public Stranger Deny(ulong nonce) => new(node.Name, nonce, node.Incarnation)
    {
        Proof = new(default, by.Sign(Opening.Stranger(node.Name, peer.Value, nonce, node.Incarnation))),
    };

    private Proposal? Find(ulong nonce) =>
        _live?.Opening.Nonce == nonce ? _live : _pending?.Opening.Nonce == nonce ? _pending : null;

    private Proposal? Propose(Opening opening)
    {
        _own ??= by.BeginExchange();
        var key = _own.PublicKey;
        if (_own.Agree(opening.Key.Span) is not { } secret)
            return null;
        return _pending = new(opening, key, opening.Keys(secret, node.Incarnation, WireVersion, key.Span));
    }

    private sealed record Proposal(Opening Opening, ReadOnlyMemory<byte> OwnKey, SessionKeys Keys);
}
