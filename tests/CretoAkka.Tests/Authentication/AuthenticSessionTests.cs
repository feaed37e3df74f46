using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Tests.Authentication;

/// <summary>Sessions of nodes that prove who they are, and of nodes that cannot.</summary>
[Trait("Decision", "D18")]
public sealed class AuthenticSessionTests : AuthenticNetworkTest
{
    [Fact]
    public void Everything_that_is_said_over_a_session_is_signed_or_has_a_code()
    {
        var (a, b) = Acquainted();
        for (var i = 1; i <= 200; i++)
            a.Circuits.Send(B, i);
        Network.Pass(Ms(3000));

        Assert.Equal(Enumerable.Range(0, 201), b.Received.Messages.Cast<int>());
        Assert.Equal((201L, 0L), (a.Circuits.GetMessages(B).Ledger.Delivered, a.Circuits.UnauthenticatedMessages));
        Assert.All(Network.LogOf<Hello>("a"), m => Assert.NotNull(m.What.Proof));
        Assert.All(Network.LogOf<Welcome>("b"), m => Assert.NotNull(m.What.Proof));
        Assert.All(Network.LogOf<Frame>("a"), m => Assert.NotNull(m.What.Key));
        Assert.All(Network.LogOf<Acknowledged>("b"), m => Assert.NotNull(m.What.Key));
        Assert.Equal((0L, 0L), (a.Circuits.GetMessages(B).Ignored, b.Circuits.GetMessages(A).Ignored));
    }

    [Fact]
    public void A_peer_that_restarts_says_so_by_its_signature_and_gets_what_was_not_acknowledged()
    {
        var (a, _) = Joined();
        Network.Pass(Ms(500));
        Network.Wire("b", "a").Loses = static _ => true;
        for (var i = 1; i <= 50; i++)
            a.Circuits.Send(B, i);
        Network.Pass(Ms(100));
        var after = Network.Start("b", TestSettings.Of(Peer));
        Network.Wire("b", "a").Loses = static _ => false;
        a.Circuits.Send(B, 51);
        Network.Pass(Ms(1000));

        Assert.Equal(Enumerable.Range(1, 51), after.Received.Messages.Cast<int>());
        Assert.NotNull(Last<Stranger>("b").Proof);
        Assert.Equal(0, a.Circuits.GetStats(B).Failures);
    }

    [Fact]
    public void Who_asks_for_sessions_that_are_not_known_is_not_told_so_each_time()
    {
        var (a, _) = Acquainted();
        for (var i = 0; i < 100; i++)
            Network.Tell("a", Read(Last<Frame>("b") with { Nonce = (ulong)i }));
        Network.Settle();

        Assert.Single(Network.LogOf<Stranger>("a"));
        Assert.Equal(100, a.Circuits.GetMessages(B).Ignored);
    }

    [Fact]
    public void Who_signs_by_another_peers_key_gets_no_session()
    {
        Network.Authenticators = static name => Of(name == "b" ? "c" : name);
        var (a, b) = Network.Pair(Peer);
        b.Circuits.AddPeer(A, VirtualNode.AddressOf("a"));
        Network.Pass(Ms(3000));

        Assert.False(a.Circuits.GetMessages(B).IsEstablished || b.Circuits.GetMessages(A).IsEstablished);
        Assert.True(a.Circuits.GetMessages(B).Unauthenticated > 1);
        Assert.Single(a.Warnings, w => w.Contains("somebody else", StringComparison.Ordinal));
        Assert.Equal(CircuitMode.Automatic, a.Circuits.GetStats(B).Mode);
    }

    [Fact]
    public void A_peer_without_a_known_key_gets_no_session_and_no_circuit()
    {
        Network.Authenticators = static name => Of(name, known: name == "a" ? "ac" : "abc");
        var (a, b) = Network.Pair(Peer);
        Network.Pass(Ms(3000));

        Assert.False(a.Circuits.GetMessages(B).IsEstablished);
        Assert.True(b.Circuits.GetStats().ContainsKey(A)); // whose key is known
        Network.Tell("b", Last<Hello>("a") with { From = "d" });
        Network.Tell("b", Last<Hello>("a") with { From = "d" });
        Network.Settle();
        Assert.False(b.Circuits.GetStats().ContainsKey("d"));
        Assert.Single(b.Warnings, w => w.Contains("no key", StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_without_a_key_is_no_line_of_its_own_in_the_log()
    {
        var (_, b) = Acquainted();
        Network.Tell("b", Last<Hello>("a") with { From = "d\nWARN forged" });
        Network.Settle();

        var line = Assert.Single(b.Warnings);
        Assert.StartsWith("Messages in the name of \"d\\u000aWARN forged\" are", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
    }

    [Theory]
    [InlineData("a", "no authenticator")]
    [InlineData("b", "not authenticated")]
    public void Where_only_one_side_has_an_authenticator_there_is_no_session_and_one_line_says_so(
        string who, string said)
    {
        Network.Authenticators = name => name == who ? Of(name) : null;
        var (a, b) = Network.Pair(Peer);
        a.Circuits.Send(B, 1);
        Network.Pass(Ms(3000));

        Assert.False(a.Circuits.GetMessages(B).IsEstablished);
        Assert.Empty(b.Received.Messages);
        Assert.InRange(b.Circuits.GetMessages(A).Unauthenticated, 2, 100);
        Assert.Single(b.Warnings, w => w.Contains(said, StringComparison.Ordinal));
        Assert.Equal(0, b.Circuits.GetStats(A).Failures);
    }
}
