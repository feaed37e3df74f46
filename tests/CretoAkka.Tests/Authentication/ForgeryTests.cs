using CretoAkka.Authentication;
using CretoAkka.Core.Sessions;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Tests.Authentication;

/// <summary>What somebody says in the name of b, who has sessions with a in both directions.</summary>
[Trait("Decision", "D18")]
public sealed class ForgeryTests : AuthenticNetworkTest
{
    private static readonly SessionKey Guessed = new(new byte[SessionKey.Length]);

    private static readonly string[] Kinds =
    [
        "hello without a proof", "hello signed by c", "hello for another", "hello with another number",
        "hello of the session with another key", "frame without a code", "frame under another key", "frame changed",
        "acknowledgement without a code", "acknowledgement under another key", "welcome without a proof",
        "stranger without a proof", "stranger signed by c",
    ];

    public static TheoryData<string> Forgeries => [.. Kinds];

    [Theory]
    [MemberData(nameof(Forgeries))]
    public void A_forged_message_is_dropped_and_changes_nothing_for_whom_it_names(string forgery)
    {
        var (a, b) = Acquainted();
        var nonces = (Last<Hello>("a").Nonce, Last<Hello>("b").Nonce);
        var before = Picture(a, B);
        Network.Tell("a", Forge(forgery));
        Network.Settle();

        Assert.Equal(before, Picture(a, B));
        Assert.Equal(1, a.Circuits.GetMessages(B).Unauthenticated);
        Assert.Equal(1, a.Circuits.UnauthenticatedMessages);
        for (var i = 1; i <= 10; i++)
        {
            a.Circuits.Send(B, i);
            b.Circuits.Send(A, i);
        }
        Network.Pass(Ms(2000));
        Assert.Equal(nonces, (Last<Hello>("a").Nonce, Last<Hello>("b").Nonce));
        Assert.Equal(Enumerable.Range(0, 11), a.Received.Messages.Cast<int>());
        Assert.Equal((11L, 11L), (Delivered(a, B), Delivered(b, A)));
        Assert.Equal((0L, 0L), (a.Circuits.GetStats(B).Failures, b.Circuits.GetStats(A).Failures));
        Assert.Single(a.Warnings);
        Assert.Empty(a.Errors);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_forged_welcome_opens_no_session(bool hasProof)
    {
        var (a, _) = Network.Pair(Peer);
        Network.Wire("b", "a").IsFrozen = true;
        Network.Pass(Ms(100));
        var hello = Last<Hello>("a");
        using var exchange = Of("c").BeginExchange();
        var key = exchange.PublicKey;
        var opening = OpeningOf(hello, "a", "b");
        var before = Picture(a, B);
        Network.Tell("a", new Welcome("b", hello.Nonce, 5, hello.Ping, 1)
        {
            Proof = hasProof ? ProofBy("c", key, opening.Welcome(hello.Ping, 5, 1, key.Span)) : null,
        });
        Network.Settle();

        Assert.Equal(before, Picture(a, B));
        Assert.Equal(1, a.Circuits.GetMessages(B).Unauthenticated);
        Network.Wire("b", "a").IsFrozen = false;
        Network.Pass(Ms(100));
        Assert.True(a.Circuits.GetMessages(B).IsEstablished);
    }

    [Fact]
    public void A_forged_message_costs_one_signature_check_at_most()
    {
        var counting = new CountingAuthenticator(Of("a"));
        Network.Authenticators = name => name == "a" ? counting : Of(name);
        Acquainted();
        foreach (var forgery in Kinds)
        {
            var forged = Forge(forgery);
            var before = counting.Checks;
            Network.Tell("a", forged);
            Network.Settle();
            Assert.InRange(counting.Checks - before, 0, forgery.Contains("signed", StringComparison.Ordinal)
                || forgery.Contains("another number", StringComparison.Ordinal)
                || forgery.Contains("for another", StringComparison.Ordinal) ? 1 : 0);
        }
    }

    private ISessionMessage Forge(string forgery)
    {
        var (hello, frame, ack) = (Last<Hello>("b"), Last<Frame>("b"), Last<Acknowledged>("b"));
        var (own, next) = (Last<Hello>("a"), hello with { Nonce = hello.Nonce + 1 });
        var beyond = new Acknowledgement(own.Nonce, ack.Acknowledgement.Incarnation, 0, 1000, [], []);
        return forgery switch
        {
            "hello without a proof" => next with { Proof = null },
            "hello signed by c" => next with { Proof = Resigned(next, "c", "a") },
            "hello for another" => next with { Proof = Resigned(next, "b", "c") },
            "hello with another number" => next,
            "hello of the session with another key" => hello with { Proof = hello.Proof! with { Key = new byte[32] } },
            "frame without a code" => frame with { Key = null, Marker = frame.Marker + 1 },
            "frame under another key" => Read(frame with { Key = Guessed, Marker = frame.Marker + 1 }),
            "frame changed" => Changed((SealedFrame)Read(frame)),
            "acknowledgement without a code" => new Acknowledged("b", beyond),
            "acknowledgement under another key" => Read(new Acknowledged("b", beyond) { Key = Guessed }),
            "welcome without a proof" => new Welcome("b", own.Nonce, 5, own.Ping, 1),
            "stranger without a proof" => new Stranger("b", own.Nonce, 5),
            _ => new Stranger("b", own.Nonce, 5)
            {
                Proof = ProofBy("c", default, Opening.Stranger("b", "a", own.Nonce, 5)),
            },
        };
    }

    private static SealedFrame Changed(SealedFrame frame)
    {
        var bytes = frame.Bytes.ToArray();
        bytes[^20] ^= 1; // within the frame, before the code
        return frame with { Bytes = bytes };
    }

    private static Proof Resigned(Hello hello, string by, string to) =>
        ProofBy(by, hello.Proof!.Key, OpeningOf(hello, "b", to).Hello(hello.Ping));

    private static Opening OpeningOf(Hello m, string from, string to) =>
        new(from, to, m.Nonce, m.Incarnation, m.LowestVersion, m.HighestVersion, m.Proof!.Key);

    private static long Delivered(VirtualNode node, PeerId peer) =>
        node.Circuits.GetMessages(peer).Ledger.Delivered;

    private sealed class CountingAuthenticator(Ed25519PeerAuthenticator inner) : IPeerAuthenticator
    {
        private int _checks;

        public int Checks => Volatile.Read(ref _checks);

        public bool Knows(PeerId peer) => inner.Knows(peer);

        public byte[] Sign(ReadOnlySpan<byte> text) => inner.Sign(text);

        public bool Verify(PeerId peer, ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
        {
            Interlocked.Increment(ref _checks);
            return inner.Verify(peer, text, signature);
        }

        public IKeyExchange BeginExchange() => inner.BeginExchange();
    }
}
