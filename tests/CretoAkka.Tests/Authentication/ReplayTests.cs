using Akka.Actor;
using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Circuits.CircuitProtocol;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Tests.Authentication;

/// <summary>What a peer truly said, and somebody says again.</summary>
[Trait("Decision", "D18")]
public sealed class ReplayTests : AuthenticNetworkTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_hello_said_again_does_not_end_the_session_of_today(bool openedThen)
    {
        var (a, b, hello) = AcquaintedAgain(openedThen);
        var (nonce, before) = (Last<Hello>("b").Nonce, a.Circuits.GetStats(B));
        var sent = 0;
        Network.Pass(Ms(2000), () =>
        {
            Network.Tell("a", hello);
            b.Circuits.Send(A, ++sent);
        });
        Network.Pass(Ms(500));

        Assert.Equal(Enumerable.Range(1, sent), a.Received.Messages.Cast<int>());
        Assert.Equal(nonce, Last<Hello>("b").Nonce);
        Assert.Equal((0L, CircuitState.Closed), (b.Circuits.GetStats(A).Failures, b.Circuits.GetState(A)));
        Assert.Equal(before.Failures, a.Circuits.GetStats(B).Failures);
        Assert.Equal(sent, b.Circuits.GetMessages(A).Ledger.Delivered);
    }

    [Fact]
    public void A_hello_said_again_does_not_keep_the_peer_from_opening_another_session()
    {
        var (a, _, hello) = AcquaintedAgain(openedThen: false);
        var after = Network.Start("b", TestSettings.Of(Peer));
        after.Circuits.AddPeer(A, VirtualNode.AddressOf("a"));
        after.Circuits.Send(A, "again");
        var steps = 0;
        Network.Pass(Ms(3000), () =>
        {
            if (++steps % 20 == 0)
                Network.Tell("a", hello);
        });

        Assert.Equal(["again"], a.Received.Messages);
        Assert.Equal(1, after.Circuits.GetMessages(A).Ledger.Delivered);
    }

    [Fact]
    public void An_answer_that_is_owed_does_not_follow_who_says_a_frame_again()
    {
        var (a, b) = Joined(settings: With(s => s with { AcknowledgeProcessed = true }));
        b.Circuits.AddPeer(A, VirtualNode.AddressOf("a"));
        Network.Pass(Ms(500));
        b.Circuits.Send(A, 1);
        Network.Pass(Ms(50));
        var delivery = Assert.IsType<Delivery>(Assert.Single(a.Received.Messages));
        Network.Tell("a", Read(Network.LogOf<Frame>("b").Last(f => IsData(f.What)).What)); // from nowhere
        Network.Settle();
        a.Circuits.Supervisor.Tell(new Processed(B, delivery.Number), ActorRefs.NoSender);
        Network.Pass(Ms(100)); // sooner than the next marker asks again

        Assert.Equal(1, b.Circuits.GetMessages(A).Ledger.Delivered);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_frame_said_again_or_before_is_taken_once_and_does_not_lead_the_answers_away(bool before)
    {
        var (a, b) = Acquainted();
        var sent = 0;
        Network.Wire("b", "a").Delay = _ => before ? Ms(30) : Ms(5);
        Network.Pass(Ms(3000), () =>
        {
            if (++sent % 10 == 0)
                b.Circuits.Send(A, sent);
            Network.Settle();
            Network.Tell("a", Read(Network.LogOf<Frame>("b").Last(f => before || Network.Now - f.At > Ms(10)).What));
        });
        Network.Pass(Ms(500));

        Assert.Equal(Enumerable.Range(0, (sent / 10) + 1).Select(i => i * 10), a.Received.Messages.Cast<int>());
        Assert.Equal((0L, CircuitState.Closed), (b.Circuits.GetStats(A).Failures, b.Circuits.GetState(A)));
        Assert.Equal(a.Received.Messages.Count, b.Circuits.GetMessages(A).Ledger.Delivered);
    }

    [Fact]
    public void An_acknowledgement_said_again_is_no_sign_of_life()
    {
        var (a, _) = Acquainted();
        var ack = Read(Last<Acknowledged>("b"));
        Network.Freeze("b");
        Network.PassUntil(() => a.Circuits.GetState(B) == CircuitState.Open, Ms(4000));
        var (hellos, before) = (Network.LogOf<Hello>("a").Count, Picture(a, B));
        Network.Tell("a", ack);
        Network.Settle();

        Assert.Equal(before, Picture(a, B));
        Assert.Equal(hellos, Network.LogOf<Hello>("a").Count);
    }

    // Two nodes with a session from b to a, and a hello of the process that b was before.
    private (VirtualNode A, VirtualNode B, Hello Hello) AcquaintedAgain(bool openedThen)
    {
        var (a, b) = (Network.Start("a", TestSettings.Of(Peer)), Network.Start("b", TestSettings.Of(Peer)));
        Network.Wire("b", "a").Loses = _ => !openedThen;
        b.Circuits.AddPeer(A, VirtualNode.AddressOf("a"));
        Network.Pass(Ms(500));
        Assert.Equal(openedThen, b.Circuits.GetMessages(A).IsEstablished);
        var hello = Last<Hello>("b");
        Network.Wire("b", "a").Loses = static _ => false;
        b = Network.Start("b", TestSettings.Of(Peer));
        b.Circuits.AddPeer(A, VirtualNode.AddressOf("a"));
        Network.PassUntil(() => b.Circuits.GetMessages(A).IsEstablished, Ms(2000));
        Network.Pass(Ms(100));
        return (a, b, hello);
    }
}
