using Akka.Actor;
using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Sessions;

/// <summary>What ends because something newer came, or because the protocol has left it behind.</summary>
[Trait("Decision", "D15")]
public sealed class WatermarkTests : VirtualNetworkTest
{
    [Fact]
    public void A_watermark_ends_what_waits_below_it_for_every_peer_and_what_comes_later()
    {
        var (a, _) = Joined();
        a.Circuits.AddPeer("c", VirtualNode.AddressOf("c"));
        Quarantine(a, B);
        Quarantine(a, "c");
        for (var i = 1; i <= 10; i++)
            a.Circuits.Broadcast(i, Slot(i));
        a.Circuits.Broadcast("of another lane", Slot(1) with { Lane = "view" });
        a.Circuits.AdvanceWatermark("slot", 6);
        a.Circuits.AdvanceWatermark("slot", 2);
        a.Circuits.Broadcast(5, Slot(5));
        Network.Settle();

        foreach (var peer in (PeerId[])[B, "c"])
        {
            var stats = a.Circuits.GetMessages(peer);
            Assert.Equal((12L, 7L, 5), (stats.Ledger.Accepted, stats.Ledger.Superseded, stats.Queued));
            Assert.True(stats.Ledger.Balances);
        }
    }

    [Fact]
    public void A_peer_that_is_added_later_knows_the_watermark()
    {
        var a = Network.Start("a", TestSettings.Of(Peer));
        a.Circuits.AdvanceWatermark("slot", 6);
        a.Circuits.AddPeer(B, VirtualNode.AddressOf("b"));
        a.Circuits.Send(B, 6, Slot(6));
        a.Circuits.Send(B, 7, Slot(7));
        Network.Settle();

        var stats = a.Circuits.GetMessages(B);
        Assert.Equal((1L, 1), (stats.Ledger.Superseded, stats.Queued));
    }

    [Fact]
    public void A_lost_message_that_was_left_behind_is_not_sent_again()
    {
        var (a, b) = Joined();
        Network.Pass(Ms(500));
        Network.Wire("a", "b").Loses = IsData;
        for (var i = 1; i <= 4; i++)
            a.Circuits.Send(B, i, Slot(i));
        Network.Settle();
        Network.Wire("a", "b").Loses = static _ => false;
        a.Circuits.AdvanceWatermark("slot", 3);
        Network.Pass(Ms(3000));

        Assert.Equal([4], b.Received.Messages.Cast<int>());
        var ledger = a.Circuits.GetMessages(B).Ledger;
        Assert.Equal((3L, 1L, 0L), (ledger.Superseded, ledger.Delivered, ledger.Pending));
    }

    [Fact]
    public void The_newest_of_a_key_takes_the_place_of_the_older_and_a_sender_who_asks_is_told()
    {
        var (a, b) = Joined();
        Quarantine(a, B);
        var receipts = new RecordingRef(a.System);
        foreach (var (payload, version) in ((string, long)[])[("first", 1), ("newest", 3), ("late", 2)])
        {
            var traits = new MessageTraits { SupersedeKey = "summary", Version = version };
            a.Circuits.Supervisor.Tell(new Send(B, payload, traits, Receipt: true), receipts);
            a.Circuits.Supervisor.Tell(new Send(B, $"behind {payload}"), ActorRefs.NoSender);
        }
        Network.Settle();
        var most = TimeSpan.FromSeconds(300);
        Assert.Equal([new Queued(B, 1, most), new Queued(B, 2, most), new Superseded(B)], receipts.Messages);

        a.Circuits.ReleaseQuarantine(B);
        Network.PassUntil(() => b.Received.Messages.Count == 4, 2 * OpenTimeout);
        Assert.Equal(
            ["newest", "behind first", "behind newest", "behind late"], b.Received.Messages.Cast<string>());
    }

    [Fact]
    [Trait("Decision", "D18")]
    public void Who_hears_of_a_recovery_can_replace_the_backlog_before_it_leaves()
    {
        var (a, b) = Joined();
        Quarantine(a, B);
        for (var i = 1; i <= 500; i++)
            a.Circuits.Send(B, i, Slot(i));
        var hook = new RecordingRef(a.System, _ =>
        {
            a.Circuits.AdvanceWatermark("slot", 500);
            a.Circuits.Send(B, "summary");
        });
        a.System.EventStream.Subscribe(hook, typeof(PeerRecovered));
        a.Circuits.ReleaseQuarantine(B);
        Network.PassUntil(() => a.Circuits.GetState(B) == CircuitState.Closed, 2 * OpenTimeout);
        var proven = b.Received.Messages.Count;
        Network.Pass(Ms(2000));

        Assert.InRange(proven, 0, 2 * 32);
        Assert.Equal("summary", b.Received.Messages[^1]);
        var ledger = a.Circuits.GetMessages(B).Ledger;
        Assert.InRange(b.Received.Messages.Count, 1, (2 * 32) + 1);
        Assert.Equal((501L, 0L, true), (ledger.Delivered + ledger.Superseded, ledger.Pending, ledger.Balances));
    }

    [Fact]
    public void Nothing_new_of_a_class_overtakes_the_backlog()
    {
        var (a, b) = Joined();
        Quarantine(a, B);
        var sent = 0;
        for (; sent < 300; sent++)
            a.Circuits.Send(B, sent);
        a.Circuits.ReleaseQuarantine(B);
        Network.Pass(Ms(3000), () => a.Circuits.Send(B, sent++));
        Network.Pass(Ms(2000));

        Assert.Equal(CircuitState.Closed, a.Circuits.GetState(B));
        Assert.Equal(Enumerable.Range(0, sent), b.Received.Messages.Cast<int>());
    }

    private static MessageTraits Slot(long place) => new() { Lane = "slot", Instance = place };
}
