using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Latency;
using CretoAkka.Tests.Support;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Tests.Attacks;

/// <summary>A peer that answers pings, and keeps nothing of what it is sent. No share of failures trips here.</summary>
[Trait("Decision", "D18")]
public sealed class ForgetfulPeerTests : VirtualNetworkTest
{
    private static readonly PeerSettings Usual = TestSettings.Peer with
    {
        Circuit = new CircuitPolicy(), AdaptiveTimeout = AdaptiveTimeoutPolicy.Default,
    };

    [Theory]
    [InlineData(5)]
    [InlineData(100)]
    [InlineData(1000)]
    public void Who_acknowledges_what_was_never_sent_is_cut_off_however_late_it_answers(int delay) =>
        AssertCutOff(delay, static m => m is Acknowledged k
            ? [k with { Acknowledgement = k.Acknowledgement with { Highest = 1_000_000 } }]
            : [m]);

    [Theory]
    [InlineData(5)]
    [InlineData(100)]
    [InlineData(1000)]
    public void Who_does_not_know_any_session_that_it_has_just_opened_is_cut_off(int delay)
    {
        var incarnation = 0L;
        AssertCutOff(delay, m =>
        {
            if (m is Welcome welcome)
                incarnation = welcome.Incarnation;
            return m is Acknowledged k ? [new Stranger("b", k.Acknowledgement.Nonce, incarnation)] : [m];
        });
    }

    [Theory]
    [InlineData(5)]
    [InlineData(100)]
    [InlineData(1000)]
    public void Who_is_another_process_whenever_it_should_acknowledge_is_cut_off(int delay)
    {
        var incarnation = 1L;
        AssertCutOff(delay, m => m switch
        {
            Acknowledged k => [new Stranger("b", k.Acknowledgement.Nonce, ++incarnation)],
            Stranger k => [k with { Incarnation = ++incarnation }],
            Welcome w => [w with { Incarnation = incarnation }],
            _ => [m],
        });
    }

    [Fact]
    public void Who_takes_this_node_out_and_in_again_does_not_fail_by_it_and_gets_what_it_had_not()
    {
        var (a, b) = Joined();
        b.Circuits.AddPeer(A, VirtualNode.AddressOf("a"));
        Network.Pass(Ms(2000), () => a.Circuits.Send(B, 1));
        b.Circuits.RemovePeer(A);
        b.Circuits.AddPeer(A, VirtualNode.AddressOf("a"));
        Network.Pass(Ms(2000), () => a.Circuits.Send(B, 2));
        Network.Pass(Ms(2000));

        Assert.Equal((CircuitState.Closed, 0L), (a.Circuits.GetState(B), a.Circuits.GetStats(B).Failures));
        Assert.Equal(0, a.Circuits.GetMessages(B).Ledger.Pending);
    }

    private void AssertCutOff(int delay, Func<object, IEnumerable<object>> answers)
    {
        var (a, _) = Network.Pair(Usual, TestSettings.Of(Usual));
        Network.Wire("b", "a").Delay = _ => Ms(delay);
        Network.Wire("b", "a").Carries = answers;
        var sent = 0;
        Network.Pass(TimeSpan.FromSeconds(60), () => Send(ref sent));
        var wasClosed = false;
        Network.Pass(TimeSpan.FromSeconds(60), () =>
        {
            Send(ref sent);
            wasClosed |= a.Circuits.GetState(B) == CircuitState.Closed;
        });

        Assert.False(wasClosed);
        Assert.Equal(0, a.Circuits.GetMessages(B).Ledger.Delivered);

        void Send(ref int count)
        {
            if (++count % 5 == 0)
                a.Circuits.Send(B, 1);
        }
    }
}
