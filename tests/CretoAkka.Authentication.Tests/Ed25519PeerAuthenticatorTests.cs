using NSec.Cryptography;

namespace CretoAkka.Authentication.Tests;

[Trait("Decision", "D18")]
public sealed class Ed25519PeerAuthenticatorTests
{
    private static readonly (byte[] PrivateKey, byte[] PublicKey) A = Ed25519PeerAuthenticator.CreateKeyPair();
    private static readonly (byte[] PrivateKey, byte[] PublicKey) B = Ed25519PeerAuthenticator.CreateKeyPair();

    private static readonly Dictionary<PeerId, byte[]> Peers = new() { ["a"] = A.PublicKey, ["b"] = B.PublicKey };

    [Fact]
    public void A_signature_is_its_signers_alone_and_of_its_text_alone()
    {
        using var a = new Ed25519PeerAuthenticator(A.PrivateKey, Peers);
        using var b = new Ed25519PeerAuthenticator(B.PrivateKey, Peers);
        var signature = a.Sign([1, 2, 3]);

        Assert.True(b.Verify("a", [1, 2, 3], signature));
        Assert.False(b.Verify("b", [1, 2, 3], signature));
        Assert.False(b.Verify("c", [1, 2, 3], signature));
        Assert.False(b.Verify("a", [1, 2, 4], signature));
        Assert.False(b.Verify("a", [1, 2, 3], signature.AsSpan(1)));
        Assert.False(b.Verify("a", [1, 2, 3], []));
        Assert.Equal((true, false), (b.Knows("a"), b.Knows("c")));
    }

    [Fact]
    public void A_known_key_signs_as_the_standard_says()
    {
        // RFC 8032, 7.1, test 2.
        using var a = new Ed25519PeerAuthenticator(
            Convert.FromHexString("4CCD089B28FF96DA9DB6C346EC114E0F5B8A319F35ABA624DA8CF6ED4FB8A6FB"), Peers);
        Assert.Equal(
            "92A009A9F0D4CAB8720E820B5F642540A2B27B5416503F8FB3762223EBDB69DA"
            + "085AC1E43E15996E458F3613D0F11D8C387B2EAEB4302AEEB00D291612BB0C00",
            Convert.ToHexString(a.Sign([0x72])));
    }

    [Fact]
    public void Two_sides_come_to_one_secret_and_a_third_to_another()
    {
        using var any = new Ed25519PeerAuthenticator(A.PrivateKey, Peers);
        using var near = any.BeginExchange();
        using var far = any.BeginExchange();
        using var third = any.BeginExchange();
        var secret = near.Agree(far.PublicKey.Span);

        Assert.Equal(secret, far.Agree(near.PublicKey.Span));
        Assert.NotEqual(secret, third.Agree(far.PublicKey.Span));
        Assert.Equal(32, secret!.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(32)] // all zeros: a point that makes every secret the same
    [InlineData(33)]
    public void What_is_no_public_key_gives_no_secret(int length)
    {
        using var any = new Ed25519PeerAuthenticator(A.PrivateKey, Peers);
        using var exchange = any.BeginExchange();
        Assert.Null(exchange.Agree(new byte[length]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(64)]
    public void A_key_of_a_wrong_length_is_refused_in_a_sentence(int length)
    {
        var ownKey = Assert.Throws<ArgumentException>(() => new Ed25519PeerAuthenticator(new byte[length], Peers));
        Assert.StartsWith(
            $"The private key has {length} bytes; a key of Ed25519 has 32.", ownKey.Message, StringComparison.Ordinal);

        var peers = new Dictionary<PeerId, byte[]> { ["b"] = new byte[length] };
        var peerKey = Assert.Throws<ArgumentException>(() => new Ed25519PeerAuthenticator(A.PrivateKey, peers));
        Assert.StartsWith(
            $"The public key of peer 'b' has {length} bytes; a key of Ed25519 has 32.",
            peerKey.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_another_algorithm_is_refused_in_a_sentence()
    {
        using var wrong = Key.Create(KeyAgreementAlgorithm.X25519);
        using var right = Key.Create(SignatureAlgorithm.Ed25519);
        var none = new Dictionary<PeerId, PublicKey>();
        var own = Assert.Throws<ArgumentException>(() => new Ed25519PeerAuthenticator(wrong, none));
        Assert.Contains("private key is of another algorithm", own.Message, StringComparison.Ordinal);

        var peers = new Dictionary<PeerId, PublicKey> { ["b"] = wrong.PublicKey };
        var peer = Assert.Throws<ArgumentException>(() => new Ed25519PeerAuthenticator(right, peers));
        Assert.Contains("peer 'b' is of another algorithm", peer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_the_caller_outlives_it()
    {
        using var key = Key.Create(SignatureAlgorithm.Ed25519);
        using (var first = new Ed25519PeerAuthenticator(key, new Dictionary<PeerId, PublicKey>()))
            Assert.Equal(64, first.Sign([1]).Length);
        using var second = new Ed25519PeerAuthenticator(key, new Dictionary<PeerId, PublicKey>());
        Assert.Equal(64, second.Sign([1]).Length);
    }
}
