using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;
using CretoAkka.Tests.Support;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Tests.Sessions;

/// <summary>What still goes to a peer that is cut off.</summary>
[Trait("Decision", "D14")]
public sealed class TrickleTests : VirtualNetworkTest
{
    private static readonly TimeSpan Refill = Ms(250);

    [Fact]
    public void Critical_goes_first_then_the_newest_of_each_key_with_the_lowest_instance_first_and_bulk_never()
    {
        var (a, b) = Network.Pair(Peer);
        a.Circuits.ForceOpen(B); // No session yet: all of it waits for one.
        Network.Settle();
        a.Circuits.Send(B, "transfer", new MessageTraits { Class = MessageClass.Bulk });
        a.Circuits.Send(B, "plain");
        foreach (var place in (int[])[9, 7, 8])
            a.Circuits.Send(B, $"vote {place} in 1", Vote(place, 1));
        a.Circuits.Send(B, "vote 8 in 2", Vote(8, 2));
        a.Circuits.Send(B, "vote 9 in 0", Vote(9, 0));
        a.Circuits.Send(B, "view change", new MessageTraits { Class = MessageClass.Critical });
        Network.Pass(Ms(2000));

        Assert.Equal(
            ["view change", "vote 7 in 1", "vote 8 in 2", "vote 9 in 1", "plain"], b.Received.Messages.Cast<string>());
        var stats = a.Circuits.GetMessages(B);
        Assert.Equal((5L, 5L, 2L), (stats.Trickled, stats.Ledger.Delivered, stats.Ledger.Superseded));
        Assert.Equal((1, 0), (stats.Bulk.Waiting, stats.Outstanding));
        Assert.Equal((CircuitState.Open, 1L), (a.Circuits.GetState(B), a.Circuits.GetStats(B).Trips));
    }

    [Fact]
    public void Four_frames_leave_at_once_and_one_each_refill_while_the_last_is_acknowledged()
    {
        var (a, _) = Joined();
        a.Circuits.ForceOpen(B);
        Network.Settle();
        var began = Network.Now;
        for (var i = 0; i < 8; i++)
            a.Circuits.Send(B, new byte[30_000]);
        Network.Pass(Ms(1500));

        var left = Trickles().Select(f => f.At - began).ToList();
        Assert.Equal(8, left.Count);
        Assert.All(left.Take(4), at => Assert.Equal(TimeSpan.Zero, at));
        for (var i = 4; i < 8; i++)
            Assert.InRange(left[i], (i - 3) * Refill, (i - 3) * (Refill + Ms(30)));
    }

    [Fact]
    public void A_silent_peer_gets_8_KiB_each_probe_interval_which_doubles_to_8_seconds()
    {
        var (a, _) = Joined(settings: With(
            s => s with { WindowBytes = 1 << 20 },
            Peer with { Circuit = Peer.Circuit with { OpenTimeout = TimeSpan.FromMinutes(2) } }));
        CutUntilOpen(a);
        using var letGo = new ManualResetEventSlim();
        a.Circuits.Send(B, new HeldUp(letGo)); // All are there before the first leaves.
        for (var i = 0; i < 400; i++)
            a.Circuits.Send(B, new byte[1000]);
        letGo.Set();
        Network.Pass(TimeSpan.FromSeconds(35));

        var times = Trickles().GroupBy(f => f.At).ToList();
        Assert.Equal([1, 2, 4, 8, 8], times.Zip(times.Skip(1), (f, g) => (g.Key - f.Key).TotalSeconds).Take(5));
        Assert.All(times.Skip(1), at => Assert.InRange(at.Sum(f => f.What.Payloads.Sum(p => p.Data.Length)), 1, 8192));
        Assert.InRange(times[0].Sum(f => f.What.Payloads.Sum(p => p.Data.Length)), 3 * 32_000, 4 * 32_768);
    }

    [Fact]
    public void A_steady_stream_to_a_healthy_peer_that_is_forced_open_lags_by_two_refills_at_most()
    {
        var (a, b) = Joined();
        a.Circuits.ForceOpen(B);
        var sent = new List<TimeSpan>();
        Network.Pass(TimeSpan.FromSeconds(10), () =>
        {
            a.Circuits.Send(B, sent.Count, Vote(sent.Count, 0));
            sent.Add(Network.Now);
        });
        Network.Pass(2 * Refill);

        Assert.Equal(Enumerable.Range(0, sent.Count), b.Received.Messages.Cast<int>());
        Assert.All(Network.LogOf<VirtualNode.Taken>("b"), taken =>
            Assert.InRange(taken.At - sent[(int)taken.What.Message], TimeSpan.Zero, 2 * Refill));
        Assert.Equal((CircuitState.Open, CircuitMode.ForcedOpen, (long)sent.Count),
            (a.Circuits.GetState(B), a.Circuits.GetStats(B).Mode, a.Circuits.GetMessages(B).Trickled));
    }

    [Fact]
    public void Nothing_trickles_to_a_quarantined_peer_nor_to_one_without_a_session()
    {
        var (a, b) = Joined();
        Quarantine(a, B);
        var c = Network.Start("c", TestSettings.Of(Peer));
        a.Circuits.AddPeer("c", c.Replica);
        a.Circuits.ForceOpen("c");
        foreach (var peer in (PeerId[])[B, "c"])
            a.Circuits.Send(peer, 1, new MessageTraits { Class = MessageClass.Critical });
        Network.Pass(TimeSpan.FromSeconds(20));

        Assert.Empty(b.Received.Messages);
        Assert.Empty(c.Received.Messages);
        Assert.Equal((0L, 1L), (a.Circuits.GetMessages(B).Trickled, a.Circuits.GetMessages(B).Ledger.Pending));
    }

    [Fact]
    public void What_trickled_and_was_lost_is_missed_and_goes_again_though_nobody_probes_the_peer()
    {
        var (a, b) = Joined();
        a.Circuits.ForceOpen(B);
        Network.Settle();
        Network.Wire("a", "b").Loses = IsData;
        for (var i = 0; i < 5; i++)
            a.Circuits.Send(B, i, Vote(i, 0));
        Network.Pass(Ms(100));
        Network.Wire("a", "b").Loses = static _ => false;
        Network.Pass(TimeSpan.FromSeconds(10));

        Assert.Equal(Enumerable.Range(0, 5), b.Received.Messages.Cast<int>().Order());
        Assert.Equal((5L, 0L), (Delivered(a), a.Circuits.GetMessages(B).Ledger.Pending));
        Assert.Equal(CircuitState.Open, a.Circuits.GetState(B));
    }

    [Fact]
    public void Another_process_at_the_address_of_a_peer_that_is_forced_open_gets_what_the_first_did_not_acknowledge()
    {
        var (a, _) = Joined();
        a.Circuits.ForceOpen(B);
        Network.Settle();
        Cut(true);
        a.Circuits.Send(B, 1, Vote(1, 0));
        Network.Pass(Ms(500));
        Cut(false);
        var again = Network.Start("b", TestSettings.Of(Peer));
        Network.Pass(TimeSpan.FromSeconds(12), () => a.Circuits.Send(B, 2, Vote(2, (long)Network.Now.TotalSeconds)));

        Assert.Contains(1, again.Received.Messages.Cast<int>());
        Assert.Contains(2, again.Received.Messages.Cast<int>());
        Assert.Equal(CircuitState.Open, a.Circuits.GetState(B));
    }

    [Fact]
    public void What_trickles_is_no_outcome()
    {
        var (a, _) = Joined();
        Network.Pass(Ms(500));
        a.Circuits.ForceOpen(B);
        var before = a.Circuits.GetStats(B);
        Network.Pass(TimeSpan.FromSeconds(5), () => a.Circuits.Send(B, 1));
        Cut(true);
        Network.Pass(TimeSpan.FromSeconds(5), () => a.Circuits.Send(B, 1));

        var after = a.Circuits.GetStats(B);
        Assert.Equal((before.Failures, before.Successes, before.Trips), (after.Failures, after.Successes, after.Trips));
        Assert.True(a.Circuits.GetMessages(B).Trickled > 0);
    }

    private List<(TimeSpan At, Frame What)> Trickles() =>
        [.. Network.LogOf<Frame>("a").Where(f => f.What.Payloads.Length > 0)];

    private static long Delivered(VirtualNode node) => node.Circuits.GetMessages(B).Ledger.Delivered;

    private static MessageTraits Vote(long place, long view) => new()
    {
        SupersedeKey = $"vote-{place}",
        Version = view,
        Lane = "slot",
        Instance = place,
    };
}
