using Akka.Actor;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Circuits.CircuitProtocol;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Tests.Sessions;

/// <summary>Transfers: they go when nothing else waits, and cost votes nothing.</summary>
[Trait("Decision", "D15")]
public sealed class BulkTests : VirtualNetworkTest
{
    private const int Chunk = 15_000;
    private static readonly MessageTraits Bulk = new() { Class = MessageClass.Bulk };

    [Fact]
    public void One_chunk_is_on_its_way_at_a_time_in_a_frame_of_its_own_and_behind_all_that_waits()
    {
        var (a, b) = Joined();
        Network.Pass(Ms(500));
        for (var i = 0; i < 6; i++)
            a.Circuits.Send(B, new byte[Chunk], Bulk);
        var votes = 0;
        Network.Pass(Ms(1000), () =>
        {
            a.Circuits.Send(B, votes++);
            Assert.InRange(a.Circuits.GetMessages(B).Bulk.InFlight, 0, 1);
        });
        Network.Pass(Ms(100));

        Assert.Equal(6, b.Received.Messages.Count(m => m is byte[]));
        Assert.Equal(Enumerable.Range(0, votes), b.Received.Messages.OfType<int>());
        Assert.All(Network.LogOf<Frame>("a").Where(f => IsTransfer(f.What)), f =>
            Assert.Equal((1, 0L), (f.What.Payloads.Length, f.What.Marker)));
    }

    [Fact]
    public void A_chunk_that_its_target_is_not_done_with_opens_nothing_either()
    {
        var (a, b) = Joined(settings: With(s => s with { AcknowledgeProcessed = true }));
        Network.Pass(Ms(500));
        a.Circuits.Send(B, new byte[Chunk], Bulk);
        var seen = 0;
        Network.Pass(TimeSpan.FromSeconds(6), () =>
        {
            a.Circuits.Send(B, 1);
            foreach (var vote in b.Received.Messages.Skip(seen).Cast<Delivery>().Where(d => d.Payload is int))
                b.Circuits.Supervisor.Tell(new Processed(A, vote.Number), ActorRefs.NoSender);
            seen = b.Received.Messages.Count;
        });

        Assert.Equal((CircuitState.Closed, 0L), (a.Circuits.GetState(B), a.Circuits.GetStats(B).Failures));
        Assert.Single(b.Received.Messages.Cast<Delivery>(), d => d.Payload is byte[]);
        Assert.Equal(1, a.Circuits.GetMessages(B).Bulk.Ledger.Delivered);
    }

    [Fact]
    public void A_chunk_that_is_lost_again_and_again_opens_nothing_and_ends_exhausted()
    {
        var (a, b) = Joined();
        Network.Wire("a", "b").Loses = IsTransfer;
        var votes = 0;
        for (var i = 0; i < 3; i++)
            a.Circuits.Send(B, new byte[Chunk], Bulk);
        var longest = 0;
        Network.Pass(TimeSpan.FromSeconds(10), () =>
        {
            a.Circuits.Send(B, votes++);
            longest = Math.Max(longest, a.Circuits.Find(B)!.Circuit.FailureRuns.Bulk);
        });
        Network.Pass(Ms(200));

        var (stats, messages) = (a.Circuits.GetStats(B), a.Circuits.GetMessages(B));
        Assert.Equal((CircuitState.Closed, 0L, 0L), (stats.State, stats.Failures, stats.Trips));
        Assert.Equal((3L, 0), (messages.Bulk.Ledger.Exhausted, messages.Bulk.InFlight));
        Assert.Equal(votes, messages.Normal.Ledger.Delivered);
        Assert.Equal(Enumerable.Range(0, votes), b.Received.Messages.Cast<int>());
        Assert.Equal(12, longest); // Each is sent once and three times again.
    }

    [Fact]
    public void A_chunk_that_was_lost_goes_again_and_a_chunk_that_is_too_large_is_refused()
    {
        var (a, b) = Joined();
        Network.Wire("a", "b").Loses = IsTransfer;
        a.Circuits.Send(B, new byte[Chunk], Bulk);
        a.Circuits.Send(B, "vote");
        Network.Pass(Ms(100));
        Network.Wire("a", "b").Loses = static _ => false;
        Network.Pass(Ms(2000));
        Assert.Single(b.Received.Messages.OfType<byte[]>());
        Assert.Equal(0, a.Circuits.Find(B)!.Circuit.FailureRuns.Bulk);

        var receipts = new RecordingRef(a.System);
        a.Circuits.Supervisor.Tell(new Send(B, new byte[16 * 1024 + 1], Bulk, Receipt: true), receipts);
        Network.Settle();
        Assert.Matches(
            @"^A Byte\[\] of \d+ bytes is larger than a bulk message may be: at most 16384\.$",
            Assert.IsType<Rejected>(Assert.Single(receipts.Messages)).Reason);
    }

    private static bool IsTransfer(object message) =>
        message is Frame frame && frame.Payloads.Any(p => p.Data.Length >= Chunk);
}
