using Akka.Actor;
using CretoAkka.Circuits;
using CretoAkka.Sessions;
using CretoAkka.Tests.Support;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Sessions;

/// <summary>What a sender that asks is told of its message.</summary>
[Trait("Decision", "D15")]
public sealed class ReceiptTests : VirtualNetworkTest
{
    [Fact]
    public void A_message_that_leaves_at_once_is_sent()
    {
        var (a, _) = Joined();
        Assert.Equal(new Sent(B), Receipt(a, 1));
    }

    [Fact]
    public void A_message_that_waits_is_told_its_place_and_how_long()
    {
        var (a, _) = Joined();
        Quarantine(a, B);
        var most = TimeSpan.FromSeconds(300);
        Assert.Equal(new Queued(B, 1, most), Receipt(a, 1));
        Assert.Equal(new Queued(B, 2, Ms(1500)), Receipt(a, 2, new MessageTraits { Expiry = Ms(1500) }));
        Assert.Equal(new Queued(B, 3, most), Receipt(a, 3, new MessageTraits { Expiry = TimeSpan.MaxValue }));
    }

    [Fact]
    public void A_message_beyond_the_window_is_queued_though_the_circuit_is_closed()
    {
        var (a, _) = Joined(settings: With(s => s with { WindowMessages = 2 }));
        Network.Wire("b", "a").Loses = static _ => true;
        Assert.Equal([new Sent(B), new Sent(B), new Queued(B, 1, TimeSpan.FromSeconds(300))],
            [Receipt(a, 1), Receipt(a, 2), Receipt(a, 3)]);
    }

    [Fact]
    [Trait("Decision", "D16")]
    public void A_substitutable_message_for_an_open_peer_is_forwarded_and_told_by_whom()
    {
        var (a, b) = Joined();
        var c = Network.Start("c", TestSettings.Of(Peer));
        a.Circuits.AddPeer("c", VirtualNode.AddressOf("c"));
        Network.Pass(Ms(500));
        Quarantine(a, B);

        Assert.Equal(new Forwarded(B, "c"), Receipt(a, 1, new MessageTraits { Substitutable = true }));
        Assert.IsType<Queued>(Receipt(a, 2));
        Network.Pass(Ms(200));
        Assert.Equal([1], c.Received.Messages);
        Assert.Empty(b.Received.Messages);

        Quarantine(a, "c");
        Assert.Equal(2, Assert.IsType<Queued>(Receipt(a, 3, new MessageTraits { Substitutable = true })).Position);
    }

    [Fact]
    public void A_message_that_is_not_taken_is_refused_in_a_sentence()
    {
        var (a, _) = Joined();
        a.Circuits.AddPeer("calls");
        Assert.Equal("Peer 'calls' has no address: it takes calls only.", Refusal(a, 1, peer: "calls"));
        Assert.Equal("The Int32 had expired before it was sent.",
            Refusal(a, 1, new MessageTraits { Expiry = TimeSpan.Zero }));
        Assert.Matches(
            @"^A Byte\[\] of \d+ bytes is larger than a frame: at most \d+\.$", Refusal(a, new byte[200_000]));
        Assert.Equal("A PoisonPill acts on an actor instead of telling it something: it is not sent.",
            Refusal(a, PoisonPill.Instance));
        Assert.Equal(0, a.Circuits.GetMessages(B).Ledger.Accepted);
    }

    [Fact]
    public void A_message_larger_than_the_queue_is_refused()
    {
        var settings = TestSettings.Of(Peer);
        var (a, _) = Joined(settings: settings with { Fallback = settings.Fallback with { MaxQueueBytes = 1000 } });
        Assert.Equal("A Byte[] is larger than the peer's queue.", Refusal(a, new byte[1500]));
        Assert.Equal(new Sent(B), Receipt(a, new byte[500]));
    }

    [Fact]
    public void A_type_that_no_serializer_is_registered_for_is_refused()
    {
        var (a, _) = Joined();
        Assert.Equal(
            "A Unregistered has no serializer of its own: name one in akka.actor.serialization-bindings.",
            Refusal(a, new Unregistered(1)));
    }

    [Fact]
    public void A_type_that_no_serializer_is_registered_for_is_not_read_whatever_a_peer_sends()
    {
        var b = Network.Start("b", TestSettings.Of(Peer)).System;
        var codec = new PayloadCodec((ExtendedActorSystem)b, 100_000);
        var catchAll = b.Serialization.FindSerializerForType(typeof(object));
        var written = catchAll.ToBinary(new Unregistered(1));

        Assert.NotNull(catchAll.FromBinary<object>(written));
        Assert.Null(codec.Read(new(1, catchAll.Identifier, "", written)));
    }

    [Fact]
    public void A_serializer_that_throws_is_the_senders_to_know()
    {
        var (a, b) = Joined();
        Assert.Matches("^A Unwritable cannot be written: .+", Refusal(a, new Unwritable()));
        a.Circuits.Send(B, 1);
        Network.Pass(Ms(100));
        Assert.Equal([1], b.Received.Messages);
        Assert.Empty(a.Errors);
    }

    [Fact]
    [Trait("Decision", "D19")]
    public void A_message_for_a_peer_that_may_not_be_added_is_refused()
    {
        var a = Network.Start("a", TestSettings.Of(Peer, maxPeers: 1));
        a.Circuits.AddPeer(B, VirtualNode.AddressOf("b"));
        Network.Settle();
        Assert.Equal("There is no peer 'c', and none may be added.", Refusal(a, 1, peer: "c"));
    }

    [Fact]
    [Trait("Decision", "D19")]
    public async Task A_message_behind_the_removal_of_its_peer_is_refused_and_is_no_dead_letter()
    {
        var (a, _) = Joined();
        var circuit = await a.System.ActorSelection("/user/creto/circuit-b-1").ResolveOne(TimeSpan.FromSeconds(20));
        var receipts = new RecordingRef(a.System);
        using var holdUp = new ManualResetEventSlim();
        circuit.Tell(new Send(B, new HeldUp(holdUp)));
        circuit.Tell(CircuitActor.Leave.Instance);
        circuit.Tell(new Send(B, 1, null, Receipt: true), receipts);
        circuit.Tell(new Relay(B, 2, null, Receipt: true), receipts);
        circuit.Tell(new Send(B, 3));
        holdUp.Set();
        await circuit.WatchAsync();

        var removed = new Rejected(B, "Peer 'b' was removed.", null);
        Assert.Equal([removed, removed], receipts.Messages);
        Assert.Empty(a.DeadLetters.Messages);
    }

    [Fact]
    public void Who_does_not_ask_is_told_nothing()
    {
        var (a, _) = Joined();
        var replies = new RecordingRef(a.System);
        a.Circuits.Supervisor.Tell(new Send(B, 1), replies);
        a.Circuits.Supervisor.Tell(new Send(B, new byte[200_000]), replies);
        Network.Pass(Ms(100));
        Assert.Empty(replies.Messages);
    }

    private string Refusal(VirtualNode node, object payload, MessageTraits? traits = null, string peer = "b")
    {
        var rejected = Assert.IsType<Rejected>(Receipt(node, payload, traits, peer));
        Assert.Equal((peer, null), (rejected.Peer.Value, rejected.RetryAfter));
        return rejected.Reason;
    }

    private IReply Receipt(VirtualNode node, object payload, MessageTraits? traits = null, string peer = "b")
    {
        var receipts = new RecordingRef(node.System);
        node.Circuits.Supervisor.Tell(new Send(peer, payload, traits, Receipt: true), receipts);
        Network.Settle();
        return Assert.IsAssignableFrom<IReply>(Assert.Single(receipts.Messages));
    }

    private sealed record Unregistered(int Value);

    private sealed class Unwritable : IWritten
    {
        public int Value => throw new NotSupportedException("It cannot be read.");
    }
}
