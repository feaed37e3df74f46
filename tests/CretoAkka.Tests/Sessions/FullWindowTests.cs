using Akka.Actor;
using CretoAkka.Configuration;
using CretoAkka.Core.Queues;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Circuits.CircuitProtocol;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Tests.Sessions;

/// <summary>
/// A sender whose window is full waits for the way there and back, and not for a receiver's delay: here the way takes
/// no time, so all of it happens in one step of the network.
/// </summary>
[Trait("Decision", "D18")]
public sealed class FullWindowTests : VirtualNetworkTest
{
    private const int Window = 128 * 1024;

    private static readonly TimeSpan Step = Ms(10);
    private static readonly TimeSpan Delay = Ms(50); // of the last acknowledgement, which nobody waits for

    [Theory]
    [InlineData(1_000, 2048, Window)]
    [InlineData(5_000, 2048, Window)]
    [InlineData(20_000, 2048, Window)]
    [InlineData(100, 2048, 1024)] // a window that is smaller than a frame
    [InlineData(100, 20, Window)] // or has fewer messages
    public void Many_windows_of_messages_of_any_size_wait_for_no_delay_but_the_last(int size, int messages, int bytes)
    {
        var (a, b) = AtOnce(With(s => s with { WindowMessages = messages, WindowBytes = bytes }));
        var count = Math.Min(1_000_000 / size, 1_000);
        for (var i = 0; i < count; i++)
            a.Circuits.Send(B, new byte[size]);

        Network.PassUntil(() => a.Circuits.GetMessages(B).Ledger.Delivered == count, Step + Delay);
        Assert.Equal(count, b.Received.Messages.Count);
    }

    [Fact]
    public void Where_processing_is_acknowledged_it_waits_for_the_target_alone()
    {
        const int Count = 40;
        const int PerStep = 4; // of the six that its window takes two may wait for the delay
        var (a, b) = AtOnce(With(s => s with { AcknowledgeProcessed = true }));
        for (var i = 0; i < Count; i++)
            a.Circuits.Send(B, new byte[20_000]);

        // In each step its target is done with what has come.
        var done = 0;
        Network.PassUntil(
            () => a.Circuits.GetMessages(B).Ledger.Delivered == Count,
            Step * (Count / PerStep + 2) + Delay,
            () =>
            {
                foreach (var delivery in b.Received.Messages.Skip(done).Cast<Delivery>())
                    b.Circuits.Supervisor.Tell(new Processed(A, delivery.Number), ActorRefs.NoSender);
                done = b.Received.Messages.Count;
            });
        Assert.Equal(Count, b.Received.Messages.Count);
    }

    [Fact]
    [Trait("Decision", "D15")]
    public void A_bulk_message_is_acknowledged_at_once_because_the_next_one_waits_for_that()
    {
        var (a, b) = AtOnce();
        for (var i = 0; i < 20; i++)
            a.Circuits.Send(B, new byte[1_000], new MessageTraits { Class = MessageClass.Bulk });

        Network.Pass(Step);
        Assert.Equal((20, 20L), (b.Received.Messages.Count, a.Circuits.GetMessages(B).Bulk.Ledger.Delivered));
        Assert.Equal(20, Network.LogOf<Frame>("a").Count(f => f.What.IsBulk));
    }

    private (VirtualNode A, VirtualNode B) AtOnce(CretoSettings? settings = null)
    {
        var joined = Joined(settings: settings);
        Network.Pass(Ms(500));
        Network.Wire("a", "b").Latency = Network.Wire("b", "a").Latency = TimeSpan.Zero;
        return joined;
    }
}
