using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Circuits.CircuitProtocol;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Tests.Sessions;

/// <summary>What passes between a node and a peer that it has cut off, and how the peer comes back.</summary>
public sealed class OpenPeerTests : VirtualNetworkTest
{
    [Fact]
    [Trait("Decision", "D4")]
    public void An_open_peer_is_pinged_at_the_probe_interval_which_doubles_from_trip_to_trip_up_to_the_timeout()
    {
        var (a, _) = Joined();
        CutUntilOpen(a);
        var opened = Network.LogOf<CircuitOpened>("a")[0].At;

        Network.Pass(Ms(4500));
        Assert.Equal([1, 2, 3, 4], PingsAfter(opened).Select(at => (at - opened).TotalSeconds));

        foreach (var intervals in (int[][])[[2, 4], [4], []])
        {
            var trips = Network.LogOf<CircuitOpened>("a").Count;
            Network.PassUntil(() => Network.LogOf<CircuitOpened>("a").Count > trips, 3 * OpenTimeout);
            opened = Network.LogOf<CircuitOpened>("a")[^1].At;
            Network.Pass(OpenTimeout - Ms(10));
            Assert.Equal(intervals.Select(s => (double)s), PingsAfter(opened).Select(at => (at - opened).TotalSeconds));
        }
    }

    [Fact]
    [Trait("Decision", "D4")]
    public void An_answered_ping_ends_the_open_period_early_and_silence_does_not()
    {
        var (a, _) = Joined();
        CutUntilOpen(a);
        Network.Pass(Ms(2500));
        Assert.Empty(Network.LogOf<CircuitHalfOpened>("a"));
        Assert.Equal(3, a.Circuits.GetStats(B).Failures); // unanswered pings are none

        Cut(false);
        Network.Pass(Ms(600));

        var halfOpened = Assert.Single(Network.LogOf<CircuitHalfOpened>("a"));
        Assert.Equal(TransitionCause.PeerAnswered, halfOpened.What.Cause);
        Assert.InRange(halfOpened.At - Network.LogOf<CircuitOpened>("a")[0].At, Ms(3000), Ms(3030));
    }

    [Fact]
    [Trait("Decision", "D4")]
    [Trait("Decision", "D11")]
    public void What_an_open_peer_sends_brings_one_ping_forward_and_is_no_outcome()
    {
        var (a, b) = Joined();
        b.Circuits.AddPeer(A, VirtualNode.AddressOf("a"));
        Network.Pass(Ms(500));
        Network.Wire("a", "b").Loses = static m => m is IInbound;
        Network.PassUntil(() => a.Circuits.GetState(B) == CircuitState.Open, Ms(4000));
        var opened = Network.Now;

        Network.Pass(Ms(900), () => b.Circuits.Send(A, 1));
        Assert.InRange(Assert.Single(PingsAfter(opened)) - opened, Ms(1), Ms(50));
        Assert.Equal(CircuitState.Open, a.Circuits.GetState(B));
    }

    [Fact]
    [Trait("Decision", "D11")]
    public void What_an_open_peer_sends_is_delivered_and_acknowledged()
    {
        var (a, b) = Joined();
        b.Circuits.AddPeer(A, VirtualNode.AddressOf("a"));
        Network.Pass(Ms(500));
        a.Circuits.ForceOpen(B);
        b.Circuits.Send(A, 7);
        Network.Pass(Ms(10_000));

        Assert.Equal([7], a.Received.Messages);
        Assert.Equal(1, b.Circuits.GetMessages(A).Ledger.Delivered);
        Assert.Equal((CircuitState.Closed, 0L), (b.Circuits.GetState(A), b.Circuits.GetStats(A).Failures));
    }

    [Fact]
    [Trait("Decision", "D18")]
    public void Half_open_begins_with_a_ping_after_the_address_was_resolved_again_and_data_only_follows_its_answer()
    {
        var (a, _) = Joined();
        Network.Pass(Ms(500));
        Quarantine(a, B);
        a.Circuits.Send(B, 1);
        a.Circuits.ReleaseQuarantine(B);
        Network.PassUntil(() => a.Circuits.GetState(B) == CircuitState.Closed, OpenTimeout);

        var log = Network.Log.SkipWhile(l => l.What is not CircuitHalfOpened).Where(l => l.Node == "a" || l.To == "a")
            .Select(l => l.What switch
            {
                Hello => "ping",
                Welcome => "answer",
                Frame { Payloads.Length: > 0 } => "data",
                var other => other.GetType().Name,
            }).ToList();
        Assert.Equal(["CircuitHalfOpened", "Resolved", "ping", "answer", "data"], log.Take(5));
    }

    [Fact]
    [Trait("Decision", "D15")]
    public void Recovery_is_announced_before_the_backlog_is_drained_at_its_rate_in_order()
    {
        var (a, b) = Joined();
        Quarantine(a, B); // So that nothing of it trickles.
        for (var i = 0; i < 600; i++)
            a.Circuits.Send(B, i);
        a.Circuits.ReleaseQuarantine(B);
        Network.PassUntil(() => b.Received.Messages.Count == 600, 2 * OpenTimeout);

        Assert.Equal(Enumerable.Range(0, 600), b.Received.Messages.Cast<int>());
        var recovered = Network.LogOf<PeerRecovered>("a")[0].At;
        var frames = Network.LogOf<Frame>("a").Where(f => f.What.Payloads.Length > 0).ToList();
        var log = Network.Log.Select(l => l.What).ToList();
        var probes = frames.Count(f => log.IndexOf(f.What) < log.FindIndex(m => m is PeerRecovered));
        Assert.InRange(probes, 1, 2);
        // 1,000 a second, and as many as share a frame at once.
        var left = 600 - frames.Take(probes).Sum(f => f.What.Payloads.Length);
        Assert.InRange(frames[^1].At - recovered, Ms(left - 64), Ms(left + 100));
        for (var at = recovered; at < frames[^1].At; at += Ms(100))
        {
            var sent = frames.Where(f => f.At > at && f.At <= at + Ms(100)).Sum(f => f.What.Payloads.Length);
            Assert.InRange(sent, 0, 100 + 32);
        }
    }

    [Fact]
    [Trait("Decision", "D15")]
    public void Order_is_kept_through_open_half_open_and_closed()
    {
        var (a, b) = Joined();
        var sent = 0;
        for (var round = 0; round < 3; round++)
        {
            Network.Freeze("b");
            Network.Pass(Ms(2500), () => a.Circuits.Send(B, sent++));
            Assert.Equal(CircuitState.Open, a.Circuits.GetState(B));
            Network.Freeze("b", false);
            Network.Pass(Ms(6000), () => a.Circuits.Send(B, sent++));
            Assert.Equal(CircuitState.Closed, a.Circuits.GetState(B));
        }
        Network.Pass(Ms(500));
        Assert.Equal(Enumerable.Range(0, sent), b.Received.Messages.Cast<int>());
        Assert.Equal(sent, a.Circuits.GetMessages(B).Ledger.Delivered);
    }

    private IEnumerable<TimeSpan> PingsAfter(TimeSpan at) =>
        Network.LogOf<Hello>("a").Where(p => p.At > at).Select(p => p.At);
}
