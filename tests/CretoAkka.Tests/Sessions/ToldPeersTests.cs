using Akka.Actor;
using CretoAkka.Core.Queues;
using CretoAkka.Peers;
using CretoAkka.Tests.Support.Virtual;

namespace CretoAkka.Tests.Sessions;

/// <summary>Peers that the supervisor is told of, while messages for them go straight to their circuits.</summary>
public sealed class ToldPeersTests : VirtualNetworkTest
{
    [Fact]
    public void A_message_is_not_refused_because_its_peer_was_added_by_a_message_that_is_still_on_its_way()
    {
        var (a, b) = Joined();
        a.Circuits.RemovePeer(B);

        a.Circuits.Supervisor.Tell(new PeerProtocol.AddPeer(B, VirtualNode.AddressOf("b")), ActorRefs.NoSender);
        a.Circuits.Send(B, "hello");

        Network.PassUntil(() => b.Received.Messages.Count == 1, OpenTimeout);
        Assert.Equal("hello", b.Received.Messages.Single());
    }

    [Fact]
    public void A_mark_comes_before_what_is_sent_after_it_to_a_peer_that_is_new()
    {
        var (a, b) = Joined();
        a.Circuits.RemovePeer(B);

        a.Circuits.AddPeer(B, VirtualNode.AddressOf("b"));
        a.Circuits.AdvanceWatermark("slots", 7);
        a.Circuits.Send(B, "passed", new MessageTraits { Lane = "slots", Instance = 7 });
        a.Circuits.Send(B, "next", new MessageTraits { Lane = "slots", Instance = 8 });

        Network.PassUntil(() => b.Received.Messages.Count == 1, OpenTimeout);
        Assert.Equal("next", b.Received.Messages.Single());
        Assert.Equal(1, a.Circuits.GetMessages(B).Ledger[PendingOutcome.Superseded]);
    }
}
