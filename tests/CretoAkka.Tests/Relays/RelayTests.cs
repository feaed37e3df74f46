using CretoAkka.Core.Queues;
using CretoAkka.Relays;
using CretoAkka.Sessions;
using CretoAkka.Tests.Support;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Relays;

/// <summary>Nodes a, b and c, all of which know each other; a is the author, b the addressee.</summary>
[Trait("Decision", "D16")]
public sealed class RelayTests : VirtualNetworkTest
{
    private static readonly PeerId C = "c";

    [Fact]
    public void While_its_circuit_is_open_a_vote_reaches_its_addressee_through_a_healthy_peer()
    {
        var (a, b, c) = Mesh();
        CutAlready(a);

        Assert.Equal(new Forwarded(B, C), Receipt(a, new Relay(B, "vote", null, Receipt: true)));
        Network.Pass(Ms(200));

        Assert.Equal(["vote"], b.Received.Messages);
        Assert.Empty(c.Received.Messages);
    }

    [Fact]
    public void To_a_healthy_peer_it_goes_straight()
    {
        var (a, b, _) = Mesh();
        Assert.Equal(new Sent(B), Receipt(a, new Relay(B, "vote", null, Receipt: true)));
        Network.Pass(Ms(100));
        Assert.Equal(["vote"], b.Received.Messages);
        Assert.DoesNotContain(Network.Log, l => l.Node == "c" && Payloads(l.What) > 0);
    }

    [Fact]
    public void Where_nobody_can_carry_it_it_waits_for_its_addressee()
    {
        var (a, b) = Joined();
        Cut(true);
        a.Circuits.ForceOpen(B);
        Network.Settle();
        Assert.IsType<Queued>(Receipt(a, new Relay(B, "vote", null, Receipt: true)));

        Cut(false);
        a.Circuits.Reset(B);
        Network.Pass(Ms(500));
        Assert.Equal(["vote"], b.Received.Messages);
    }

    [Fact]
    public void What_is_carried_twice_is_handed_over_once()
    {
        var (a, b, c) = Mesh();
        var relayed = Written(a, "vote");
        for (var i = 0; i < 3; i++)
            c.Circuits.Send(B, relayed);
        Network.Pass(Ms(300));
        Assert.Equal(["vote"], b.Received.Messages);
        Assert.Equal(3, c.Circuits.GetMessages(B).Ledger.Delivered);
    }

    [Fact]
    public void Nobody_carries_what_somebody_else_wrote_nor_what_was_carried_to_it()
    {
        var (a, b, c) = Mesh();
        var foreign = Written(c, "vote");
        a.Circuits.Send(C, foreign with { Id = 1 });
        a.Circuits.Send(C, foreign with { Author = "a", Addressee = "unknown", Id = 2 });
        Network.Pass(Ms(300));

        Assert.Empty(b.Received.Messages);
        Assert.Equal(1, a.Circuits.GetMessages(C).Ledger.Exhausted);
    }

    [Fact]
    public void A_relay_within_a_relay_is_not_opened()
    {
        var (_, b, c) = Mesh();
        var inner = Written(c, "vote");
        var serializer = c.System.Serialization.FindSerializerFor(inner);
        c.Circuits.Send(B, new RelayedMessage("a", 7, "b", new(0, serializer.Identifier, "R", serializer.ToBinary(inner))));
        Network.Pass(Ms(300));
        Assert.Empty(b.Received.Messages);
    }

    [Theory]
    [InlineData("a", "")]
    [InlineData("", "b")]
    [InlineData("a", null)]
    [InlineData(null, "b")]
    public void A_relay_with_a_name_that_is_none_is_not_taken_and_harms_nobody(string? author, string? addressee)
    {
        var (a, b, c) = Mesh();
        var tooLong = new string('x', PeerId.MaxLength + 1);
        a.Circuits.Send(B, new RelayedMessage(author ?? tooLong, 1, addressee ?? tooLong, Written(a, "vote").Payload));
        Network.Pass(Ms(300));
        Assert.Equal(1, a.Circuits.GetMessages(B).Ledger.Exhausted);

        b.Circuits.Send(C, "still here");
        Network.Pass(Ms(300));
        Assert.Equal(["still here"], c.Received.Messages);
        Assert.Empty(b.Errors);
    }

    [Fact]
    public void A_flood_of_relays_pushes_out_no_bulk_of_the_carrier_either()
    {
        var (a, _, c) = Mesh();
        Network.Wire("c", "b").Loses = IsData;
        for (var i = 0; i < 1000; i++)
            a.Circuits.Send(C, Written(a, $"{i} {new string('x', 4000)}") with { Id = (ulong)i });
        Network.Pass(Ms(500));
        for (var i = 0; i < 100; i++)
            c.Circuits.Send(B, new string('y', 4000), new MessageTraits { Class = MessageClass.Bulk });
        Network.Settle();

        var bulk = c.Circuits.GetMessages(B).Bulk;
        Assert.Equal(0, bulk.Ledger.Overflowed);
        Assert.InRange(bulk.Waiting + bulk.InFlight, 100, 200);
    }

    [Fact]
    public void A_flood_of_relays_pushes_out_nothing_that_the_carrier_itself_has_for_the_addressee()
    {
        var (a, b, c) = Mesh();
        Network.Wire("c", "b").Loses = IsData;
        for (var i = 0; i < 3000; i++)
            a.Circuits.Send(C, Written(a, $"vote {i}") with { Id = (ulong)i });
        c.Circuits.Send(B, "own");
        Network.Pass(Ms(300));

        var stats = c.Circuits.GetMessages(B);
        Assert.Equal((0L, 1), (stats.Normal.Ledger.Overflowed, stats.Normal.Waiting + stats.Normal.InFlight));
        Network.Wire("c", "b").Loses = _ => false;
        Network.Pass(Ms(2000));
        Assert.Contains("own", b.Received.Messages);
    }

    [Fact]
    public void A_newer_version_replaces_what_waits_to_be_carried_and_not_the_carriers_own()
    {
        var (a, b, c) = Mesh();
        CutAlready(a);
        a.Circuits.ForceOpen(C, overrideBudget: true);
        Network.Settle();
        var first = new MessageTraits { SupersedeKey = "prepare 7", Version = 1 };
        a.Circuits.Send(C, "own", first);
        a.Circuits.Reset(C);
        Network.Settle();
        a.Circuits.Relay(B, "old", first);
        a.Circuits.Relay(B, "new", first with { Version = 2 });
        Network.Pass(Ms(500));

        Assert.Equal(["own"], c.Received.Messages);
        Assert.Equal("new", b.Received.Messages[^1]);
    }

    [Fact]
    public void For_a_peer_that_may_not_be_added_it_is_refused_like_any_message()
    {
        var a = Network.Start("a", TestSettings.Of(Peer, maxPeers: 1));
        a.Circuits.AddPeer(B, VirtualNode.AddressOf("b"));
        Network.Settle();
        Assert.Equal("There is no peer 'c', and none may be added.",
            Assert.IsType<Rejected>(Receipt(a, new Relay(C, "vote", null, Receipt: true))).Reason);
    }

    [Fact]
    public void What_is_too_large_to_be_carried_waits()
    {
        var (a, _, _) = Mesh();
        CutAlready(a);
        Assert.IsType<Queued>(Receipt(a, new Relay(B, new string('x', 20_000), null, Receipt: true)));
    }

    [Fact]
    public void A_log_remembers_so_many_and_no_more()
    {
        var log = new RelayLog();
        var message = new RelayedMessage("a", 0, "b", default);
        for (var i = 0; i <= RelayLog.Most; i++)
            Assert.True(log.IsNew(message with { Id = (ulong)i }));
        Assert.False(log.IsNew(message with { Id = 1 }));
        Assert.True(log.IsNew(message with { Id = 0 }));
    }

    private (VirtualNode A, VirtualNode B, VirtualNode C) Mesh()
    {
        var settings = TestSettings.Of(Peer);
        VirtualNode[] nodes = [Network.Start("a", settings), Network.Start("b", settings), Network.Start("c", settings)];
        foreach (var node in nodes)
            foreach (var other in nodes.Where(n => n != node))
                node.Circuits.AddPeer(other.Name, VirtualNode.AddressOf(other.Name));
        Network.Pass(Ms(1000));
        return (nodes[0], nodes[1], nodes[2]);
    }

    private void CutAlready(VirtualNode a)
    {
        Cut(true);
        a.Circuits.ForceOpen(B);
        Network.Settle();
    }

    private IReply Receipt(VirtualNode node, object command)
    {
        var receipts = new RecordingRef(node.System);
        node.Circuits.Supervisor.Tell(command, receipts);
        Network.Settle();
        return Assert.IsAssignableFrom<IReply>(Assert.Single(receipts.Messages));
    }

    private static RelayedMessage Written(VirtualNode author, string vote)
    {
        var serializer = author.System.Serialization.FindSerializerFor(vote);
        return new(author.Name, 42, "b", new(
            0, serializer.Identifier, Akka.Serialization.Serialization.ManifestFor(serializer, vote),
            serializer.ToBinary(vote)));
    }

    private static int Payloads(object message) => message is SessionProtocol.Frame frame ? frame.Payloads.Length : 0;
}
