using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;
using CretoAkka.Tests.Support;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Sessions;

/// <summary>Every accepted message ends once, whatever happens to its circuit.</summary>
[Trait("Decision", "D15")]
public sealed class ConservationTests : VirtualNetworkTest
{
    [Fact]
    public void The_sums_add_up_through_loss_trips_and_recovery()
    {
        var random = new Random(7);
        var (a, b) = Joined();
        var sent = 0;
        for (var round = 0; round < 4; round++)
        {
            Network.Wire("a", "b").Loses = _ => random.Next(3) == 0;
            Network.Wire("b", "a").Loses = _ => random.Next(3) == 0;
            Network.Pass(Ms(1500), Send);
            Cut(true);
            Network.Pass(Ms(2500), Send);
            Cut(false);
            Network.Pass(Ms(2000), Send);
        }
        Network.Pass(TimeSpan.FromSeconds(15));

        var ledger = a.Circuits.GetMessages(B).Ledger;
        Assert.Equal((sent, true, 0L), (ledger.Accepted, ledger.Balances, ledger.Pending));
        Assert.Equal(b.Received.Messages.Count, b.Received.Messages.Distinct().Count());
        Assert.True(b.Received.Messages.Count >= ledger.Delivered);
        Assert.Equal(sent, ledger.Delivered + ledger.Exhausted + ledger.Overflowed + ledger.Expired);

        void Send()
        {
            for (var i = 0; i < 3; i++)
                a.Circuits.Send(B, sent++);
            Assert.True(a.Circuits.GetMessages(B).Ledger.Balances);
        }
    }

    [Fact]
    public void A_full_queue_drops_its_oldest_and_an_old_message_expires()
    {
        var settings = TestSettings.Of(Peer);
        settings = settings with { Fallback = settings.Fallback with { MaxQueueSize = 10, MaxQueueTime = Ms(8000) } };
        var (a, b) = Joined(settings: settings);
        Quarantine(a, B);
        for (var i = 0; i < 15; i++)
            a.Circuits.Send(B, i);
        a.Circuits.Send(B, "short", new MessageTraits { Expiry = Ms(500) });
        Network.Pass(Ms(1000));
        Assert.Equal((6L, 1L, 9L), Sums(a, l => (l.Overflowed, l.Expired, l.Queued)));

        Network.Pass(Ms(8000));
        Assert.Equal((6L, 10L, 0L), Sums(a, l => (l.Overflowed, l.Expired, l.Pending)));
        Assert.Empty(b.Received.Messages);
    }

    [Fact]
    public void Bytes_over_all_peers_are_bounded_and_the_larger_queue_gives_way()
    {
        var settings = TestSettings.Of(Peer);
        settings = settings with { Fallback = settings.Fallback with { MaxTotalBytes = 100_000 } };
        var (a, _) = Joined(settings: settings);
        a.Circuits.AddPeer("c", VirtualNode.AddressOf("c"));
        Quarantine(a, B);
        Quarantine(a, "c");
        a.Circuits.Send("c", new byte[1000]);
        for (var i = 0; i < 200; i++)
            a.Circuits.Send(B, new byte[1000]);
        Network.Settle();

        Assert.Equal(1, a.Circuits.GetMessages("c").Queued);
        Assert.InRange(a.Circuits.GetMessages(B).QueuedBytes, 90_000, 100_000);
        Assert.True(Sums(a, l => l.Balances && l.Overflowed > 90));
    }

    [Fact]
    public void Removing_a_peer_ends_what_waits_and_what_is_on_its_way_and_adding_it_again_is_clean()
    {
        var (a, b) = Joined();
        b.Circuits.AddPeer(A, VirtualNode.AddressOf("a"));
        Network.Pass(Ms(500));
        for (var round = 0; round < 5; round++)
        {
            Network.Wire("b", "a").Loses = static _ => true;
            for (var i = 0; i < 20; i++)
                a.Circuits.Send(B, i);
            Network.Pass(Ms(50), () => b.Circuits.Send(A, 1));
            var gate = a.Circuits.Find(B)!;
            Assert.Equal(20, gate.Link.Ledger.Pending);
            Assert.True(a.Circuits.RemovePeer(B));
            for (var i = 0; i < 20; i++)
                a.Circuits.Supervisor.Tell(new GetTimeout(B), null!);
            a.Circuits.AddPeer(B, VirtualNode.AddressOf("b"));
            Network.Settle();

            var ended = gate.Link.Ledger;
            Assert.Equal((20L, 0L, true), (ended.Removed, ended.Pending, ended.Balances));
            Network.Wire("b", "a").Loses = static _ => false;
            a.Circuits.Send(B, "again");
            Network.Pass(Ms(3000));
            Assert.Equal((1L, CircuitState.Closed), (Sums(a, l => l.Delivered), a.Circuits.GetState(B)));
        }
        Assert.Empty(a.DeadLetters.Messages);
        Assert.Empty(a.Errors);
        Assert.Equal(5, b.Received.Messages.Count(m => m is "again"));
    }

    [Fact]
    public void The_end_of_the_system_ends_what_is_left()
    {
        var (a, _) = Joined();
        Cut(true);
        for (var i = 0; i < 10; i++)
            a.Circuits.Send(B, i);
        Network.Pass(Ms(2500));
        for (var i = 0; i < 10; i++)
            a.Circuits.Send(B, i);
        Network.Settle();
        a.Dispose();
        Assert.Equal((20L, 0L, true), Sums(a, l => (l.ShutDown, l.Pending, l.Balances)));
    }

    [Fact]
    [Trait("Decision", "D19")]
    public void The_failures_of_one_peer_touch_no_other()
    {
        var (a, _) = Joined();
        var c = Network.Start("c", TestSettings.Of(Peer));
        a.Circuits.AddPeer("c", VirtualNode.AddressOf("c"));
        Network.Pass(Ms(500));
        Network.Freeze("b");
        var sent = 0;
        Network.Pass(TimeSpan.FromSeconds(15), () =>
        {
            a.Circuits.Send(B, sent);
            a.Circuits.Send("c", sent++);
        });

        var (failing, healthy) = (a.Circuits.GetStats(B), a.Circuits.GetStats("c"));
        Assert.True(failing.Trips >= 2);
        Assert.Equal((CircuitState.Closed, 0L, 0L), (healthy.State, healthy.Failures, healthy.Trips));
        Assert.Equal(T, a.Circuits.GetTimeout("c"));
        Assert.Equal(Enumerable.Range(0, sent).SkipLast(1), c.Received.Messages.Cast<int>().Take(sent - 1));
        Assert.True(a.Circuits.GetMessages(B).Queued > 0);
        Assert.InRange(a.Circuits.GetMessages("c").Ledger.Pending, 0, 20);
    }

    private static TResult Sums<TResult>(VirtualNode node, Func<PendingLedger, TResult> of) =>
        of(node.Circuits.Find(B)!.Link.Ledger);
}
