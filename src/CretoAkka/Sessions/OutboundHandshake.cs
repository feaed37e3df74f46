using CretoAkka.Authentication;
using CretoAkka.Wire;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Sessions;

/// <summary>Opens one session with a peer that must prove itself. Used by one circuit's actor.</summary>
internal sealed class OutboundHandshake : IDisposable
{
    private readonly IPeerAuthenticator _by;
    private readonly PeerId _peer;
    private readonly IKeyExchange _own;
    private readonly Opening _opening;
    private ReadOnlyMemory<byte> _theirs;

    public OutboundHandshake(IPeerAuthenticator by, PeerId peer, LinkNode node, ulong nonce)
    {
        (_by, _peer, _own) = (by, peer, by.BeginExchange());
        _opening = new(
            node.Name, peer.Value, nonce, node.Incarnation, WireVersion, node.HighestVersion, _own.PublicKey);
    }

    /// <summary>The keys of the session; null: the peer has not answered yet.</summary>
    public SessionKeys? Keys { get; private set; }

    /// <summary>Signs a hello of this session.</summary>
    public Hello Sign(Hello hello) =>
        hello with { Proof = new(_opening.Key, _by.Sign(_opening.Hello(hello.Ping))) };

    /// <summary>Whether the peer has signed this answer to a hello of this session.</summary>
    public bool IsSigned(Welcome m) => m.Proof is { } proof
        && _by.Verify(
            _peer, _opening.Welcome(m.Ping, m.Incarnation, m.Version, proof.Key.Span), proof.Signature.Span);

    /// <summary>Whether the peer has signed that it does not know this session.</summary>
    public bool IsSigned(Stranger m) => m.Proof is { } proof
        && _by.Verify(
            _peer,
            Opening.Stranger(_peer.Value, _opening.From, m.Nonce, m.Incarnation),
            proof.Signature.Span);

    /// <summary>Takes the keys from an answer that is signed; false: it has no key that gives any.</summary>
    public bool Agree(Welcome m)
    {
        var theirs = m.Proof!.Key;
        if (_own.Agree(theirs.Span) is not { } secret)
            return false;
        (Keys, _theirs) = (_opening.Keys(secret, m.Incarnation, m.Version, theirs.Span), theirs);
        _own.Dispose();
        return true;
    }

    /// <summary>Whether an answer is of the session that the keys are of.</summary>
    public bool Fits(Welcome m) => m.Proof!.Key.Span.SequenceEqual(_theirs.Span);

    /// <summary>Whether the code of an acknowledgement is right.</summary>
    public bool IsSealed(SealedAcknowledged m) => Keys is { } keys && Sealing.IsUnder(keys.Acknowledgements, m.Bytes);

    /// <inheritdoc/>
    public void Dispose() => _own.Dispose();
}
