using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Latency;
using CretoAkka.Core.Queues;
using CretoAkka.Tests.Support;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Tests.Sessions;

/// <summary>Peers that turn out to be another process, and answers that do not fit the session.</summary>
[Trait("Decision", "D18")]
public sealed class IncarnationTests : VirtualNetworkTest
{
    [Fact]
    [Trait("Decision", "D15")]
    public void What_the_process_before_did_not_acknowledge_goes_to_the_new_one_in_order()
    {
        var (a, before) = Joined();
        a.Circuits.Send(B, 0);
        Network.Pass(Ms(500));
        Network.Wire("b", "a").Loses = static _ => true;
        for (var i = 1; i <= 100; i++)
            a.Circuits.Send(B, i);
        Network.Pass(Ms(100));

        var after = Network.Start("b", Of());
        Network.Wire("b", "a").Loses = static _ => false;
        for (var i = 101; i <= 110; i++)
            a.Circuits.Send(B, i);
        Network.Pass(Ms(1000));

        Assert.Equal(Enumerable.Range(0, 101), before.Received.Messages.Cast<int>());
        Assert.Equal(Enumerable.Range(1, 110), after.Received.Messages.Cast<int>());
        Assert.Equal((111L, 0L), Sums(a, l => (l.Delivered, l.Pending)));
        Assert.Equal(CircuitState.Closed, a.Circuits.GetState(B));
    }

    [Fact]
    public void An_answer_of_the_process_before_does_not_make_the_new_one_take_messages_twice()
    {
        var (a, _) = Network.Pair(Peer);
        Network.Wire("b", "a").Delay = static _ => Ms(700);
        for (var i = 0; i < 10; i++)
            a.Circuits.Send(B, i);
        Network.Pass(Ms(100)); // the first process has answered
        var after = Network.Start("b", Of());
        Network.Pass(Ms(3000)); // the second is asked by the same nonce, before the answer of the first comes
        Network.Wire("b", "a").Delay = static _ => Ms(5);
        Network.Pass(Ms(3000));

        Assert.Equal(Enumerable.Range(0, 10), after.Received.Messages.Cast<int>());
        Assert.Equal(10, a.Circuits.GetMessages(B).Ledger.Delivered);
    }

    [Fact]
    public void A_restart_launders_no_failure()
    {
        var (a, _) = Joined();
        Network.Pass(Ms(500));
        a.Circuits.RecordFailure(B);
        a.Circuits.RecordFailure(B);
        Network.Start("b", Of());
        Network.Pass(Ms(1500));

        Assert.True(a.Circuits.GetMessages(B).IsEstablished);
        Assert.Equal((2, CircuitState.Closed),
            (a.Circuits.GetStats(B).ConsecutiveFailures, a.Circuits.GetState(B)));
        a.Circuits.RecordFailure(B);
        Assert.Equal(CircuitState.Open, a.Circuits.GetState(B));
    }

    [Fact]
    public void A_restart_launders_no_share_of_failures()
    {
        var rule = new FailureRateRule(0.5, 10, 10, null);
        var peer = Peer with { CallFailureRate = rule, Circuit = Peer.Circuit with { FailureThreshold = 100 } };
        var (a, _) = Joined(peer);
        Network.Pass(Ms(500));
        for (var i = 0; i < 9; i++)
            a.Circuits.RecordFailure(B);
        Network.Start("b", Of());
        Network.Pass(Ms(1500));
        Assert.True(a.Circuits.GetMessages(B).IsEstablished);

        a.Circuits.RecordFailure(B);
        Assert.Equal(CircuitState.Open, a.Circuits.GetState(B));
    }

    [Fact]
    public void A_frame_of_a_session_that_the_peer_does_not_know_is_answered_and_opens_another()
    {
        var (a, _) = Joined();
        Network.Pass(Ms(500));
        Network.Start("b", Of());
        a.Circuits.Send(B, 1);
        Network.Pass(Ms(100));

        var stranger = Assert.Single(Network.LogOf<Stranger>("b"));
        var hello = Network.LogOf<Hello>("a")[^1];
        Assert.True(hello.At >= stranger.At);
        Assert.NotEqual(stranger.What.Nonce, hello.What.Nonce);
        Assert.Equal(0, a.Circuits.GetStats(B).Failures);
        Assert.Contains(Network.LogOf<VirtualTransport.Resolved>("a"), r => r.At >= stranger.At);
    }

    [Fact]
    public void An_answer_with_another_nonce_is_ignored_and_counted()
    {
        var (a, b) = Joined();
        Network.Pass(Ms(500));
        Network.Wire("b", "a").Carries = static m => m is Acknowledged ack
            ? [ack with { Acknowledgement = ack.Acknowledgement with { Nonce = ack.Acknowledgement.Nonce + 1 } }]
            : m is Welcome w ? [w with { Nonce = w.Nonce + 1 }] : [m];
        a.Circuits.Send(B, 1);
        Network.Pass(Ms(100));

        Assert.Equal([1], b.Received.Messages);
        Assert.Equal(0, a.Circuits.GetMessages(B).Ledger.Delivered);
        Assert.True(a.Circuits.GetMessages(B).Ignored > 0);
        Assert.Equal(0, a.Circuits.GetStats(B).Failures);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public void An_acknowledgement_of_what_was_never_sent_is_a_failure_and_ends_the_session(int number, int marker)
    {
        var (a, b) = Joined();
        Network.Pass(Ms(500));
        var nonce = Network.LogOf<Hello>("a")[^1].What.Nonce;
        Network.Wire("b", "a").Carries = m => m is Acknowledged { Acknowledgement: var ack } k && ack.Nonce == nonce
            ? [k with { Acknowledgement = ack with { Highest = ack.Highest + number, Marker = ack.Marker + marker } }]
            : [m];
        a.Circuits.Send(B, 1);
        Network.Pass(Ms(500));

        Assert.Equal(1, a.Circuits.GetStats(B).Failures);
        Assert.NotEqual(nonce, Network.LogOf<Hello>("a")[^1].What.Nonce);
        Assert.Equal(1, a.Circuits.GetMessages(B).Ledger.Delivered);
        Assert.Equal([1, 1], b.Received.Messages); // it was taken by the session before, of which nothing is believed
    }

    [Fact]
    public void A_late_acknowledgement_settles_delivery_and_is_a_sample_and_no_outcome()
    {
        var adaptive = new AdaptiveTimeoutPolicy { BaseTimeout = T, MinTimeout = T, MaxTimeout = T };
        var (a, b) = Joined(Peer with { AdaptiveTimeout = adaptive });
        Network.Pass(Ms(500));
        Network.Wire("b", "a").Delay = static _ => Ms(1700);
        a.Circuits.Send(B, 1);
        Network.PassUntil(() => a.Circuits.GetState(B) == CircuitState.Open, Ms(3000));
        var before = a.Circuits.GetStats(B);
        Assert.Equal(0, a.Circuits.GetMessages(B).Ledger.Delivered);
        Network.Wire("a", "b").Loses = static m => m is Hello;
        Network.Pass(Ms(3500));

        Assert.Equal(CircuitState.Open, a.Circuits.GetState(B));
        Assert.Equal(1, a.Circuits.GetMessages(B).Ledger.Delivered);
        Assert.Equal(
            (before.Successes, before.Failures), (a.Circuits.GetStats(B).Successes, a.Circuits.GetStats(B).Failures));
        Assert.Equal([1], b.Received.Messages);
        Assert.InRange(a.Circuits.GetLatencyStats(B).P99, Ms(1700), Ms(1720));
    }

    private static CretoSettings Of() => TestSettings.Of(Peer);

    private static TResult Sums<TResult>(VirtualNode node, Func<PendingLedger, TResult> of) =>
        of(node.Circuits.GetMessages(B).Ledger);
}
