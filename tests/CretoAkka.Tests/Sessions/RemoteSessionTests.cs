using Akka.Actor;
using CretoAkka.Authentication;
using CretoAkka.Core.Circuits;
using CretoAkka.Sessions;
using CretoAkka.Tests.Support;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Sessions;

/// <summary>Sessions between actor systems over real Akka.Remote on loopback.</summary>
[Trait("Decision", "D18")]
public sealed class RemoteSessionTests : RemoteNetworkTest
{
    [Fact]
    public void Messages_arrive_in_order_and_are_acknowledged()
    {
        var (a, b) = (Node("a"), Node("b"));
        var target = CreateTestProbe(b, "target");
        a.Circuits.AddPeer("b", b.AddressOf("target"));

        for (var round = 0; round < 10; round++)
        {
            for (var i = 0; i < 900; i++)
                a.Circuits.Send("b", i);
            for (var i = 0; i < 900; i++)
                target.ExpectMsg(i, TimeSpan.FromSeconds(20));
        }

        AwaitAssert(() =>
        {
            var messages = a.Circuits.GetMessages("b");
            Assert.Equal((9_000L, 0L), (messages.Ledger.Delivered, messages.Ledger.Pending));
            Assert.True(messages.IsEstablished);
        }, TimeSpan.FromSeconds(10));
        Assert.Equal(CircuitState.Closed, a.Circuits.GetStats("b").State);
        Assert.True(a.Circuits.GetStats("b").Successes > 0);
    }

    [Fact]
    public void What_Akkas_own_serializers_would_wrap_is_not_read_whatever_a_peer_sends()
    {
        var system = (ExtendedActorSystem)Node("a").System;
        var codec = new PayloadCodec(system, 100_000);
        var wrapped = new Status.Success(new Uri("http://a.b")); // written by name, within another's message
        var serializer = system.Serialization.FindSerializerFor(wrapped);
        var manifest = Akka.Serialization.Serialization.ManifestFor(serializer, wrapped);
        var bytes = serializer.ToBinary(wrapped);

        Assert.Equal(wrapped.Status, ((Status.Success)system.Serialization.Deserialize(bytes, serializer.Identifier, manifest)).Status);
        Assert.Null(codec.Read(new(1, serializer.Identifier, manifest, bytes)));
        Assert.False(codec.TryWrite(wrapped, isPlain: false, out _, out _));
        foreach (var plain in new object[] { "text", 1, 2L, new byte[] { 3 } })
            Assert.True(codec.TryWrite(plain, isPlain: false, out _, out _));
    }

    [Fact]
    public void A_target_can_answer_through_the_circuit_it_was_told_by()
    {
        var (a, b) = (Node("a"), Node("b"));
        var (near, far) = (CreateTestProbe(a, "near"), CreateTestProbe(b, "far"));
        a.Circuits.AddPeer("b", b.AddressOf("far"));
        b.Circuits.AddPeer("a", a.AddressOf("near"));

        a.Circuits.Send("b", "ping");
        far.ExpectMsg("ping", TimeSpan.FromSeconds(10));
        far.Reply(new Send("a", "pong"));
        near.ExpectMsg("pong", TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_missing_target_is_a_negative_acknowledgement_and_does_not_open_the_circuit()
    {
        var (a, b) = (Node("a"), Node("b"));
        a.Circuits.AddPeer("b", b.Root + "/user/nobody");
        a.Circuits.Send("b", "anyone?");

        AwaitAssert(() => Assert.Equal(1, a.Circuits.GetMessages("b").Ledger.Exhausted), TimeSpan.FromSeconds(10));
        Assert.Equal(CircuitState.Closed, a.Circuits.GetState("b"));
    }

    [Fact]
    public void Where_processing_is_acknowledged_a_message_is_pending_until_its_target_confirms()
    {
        var (a, b) = (Node("a"), Node("b", processed: true));
        var target = CreateTestProbe(b, "target");
        a.Circuits.AddPeer("b", b.AddressOf("target"));
        for (var i = 0; i < 3; i++)
            a.Circuits.Send("b", i);

        var deliveries = Enumerable.Range(0, 3)
            .Select(_ => target.ExpectMsg<Delivery>(TimeSpan.FromSeconds(10))).ToList();
        Assert.Equal([0, 1, 2], deliveries.Select(d => d.Payload));
        Assert.Equal(0, a.Circuits.GetMessages("b").Ledger.Delivered);

        foreach (var delivery in deliveries)
            target.Reply(new Processed("a", delivery.Number));
        AwaitAssert(() => Assert.Equal(3, a.Circuits.GetMessages("b").Ledger.Delivered), TimeSpan.FromSeconds(10));
        target.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void A_peer_that_restarts_on_its_port_gets_what_was_not_acknowledged()
    {
        var a = Node("a");
        var b = Node("b");
        var target = CreateTestProbe(b, "target");
        a.Circuits.AddPeer("b", b.AddressOf("target"));
        a.Circuits.Send("b", 0);
        target.ExpectMsg(0, TimeSpan.FromSeconds(10));
        AwaitAssert(() => Assert.Equal(1, a.Circuits.GetMessages("b").Ledger.Delivered), TimeSpan.FromSeconds(10));

        a.System.EventStream.Subscribe(TestActor, typeof(CircuitOpened));
        a.System.EventStream.Subscribe(TestActor, typeof(PeerRecovered));
        ((ExtendedActorSystem)b.System).Abort();
        ExpectMsg<CircuitOpened>(TimeSpan.FromSeconds(20));
        a.Circuits.Send("b", 1);

        var again = Node("b", b.Port);
        var reborn = CreateTestProbe(again, "target");
        ExpectMsg<PeerRecovered>(TimeSpan.FromSeconds(30));
        reborn.ExpectMsg(1, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Nodes_with_keys_prove_themselves_and_an_impostor_gets_nowhere()
    {
        var keys = ((string[])["a", "b"]).ToDictionary(n => n, _ => Ed25519PeerAuthenticator.CreateKeyPair());
        var known = keys.ToDictionary(k => (PeerId)k.Key, k => k.Value.PublicKey);
        using var ofA = new Ed25519PeerAuthenticator(keys["a"].PrivateKey, known);
        using var ofB = new Ed25519PeerAuthenticator(keys["b"].PrivateKey, known);
        using var own = new Ed25519PeerAuthenticator(Ed25519PeerAuthenticator.CreateKeyPair().PrivateKey, known);
        var (a, b, impostor) = (Node("a", by: ofA), Node("b", by: ofB), Node("b", by: own));
        var (near, far) = (CreateTestProbe(a, "near"), CreateTestProbe(b, "far"));
        b.Circuits.AddPeer("a", a.AddressOf("near"));
        impostor.Circuits.AddPeer("a", a.AddressOf("near"));
        a.Circuits.AddPeer("b", b.AddressOf("far"));
        impostor.Circuits.Send("a", "a lie");
        AwaitAssert(() => Assert.True(a.Circuits.UnauthenticatedMessages > 1), TimeSpan.FromSeconds(20));

        for (var i = 0; i < 500; i++)
            b.Circuits.Send("a", i);
        a.Circuits.Send("b", "and back");
        for (var i = 0; i < 500; i++)
            near.ExpectMsg(i, TimeSpan.FromSeconds(20));
        far.ExpectMsg("and back", TimeSpan.FromSeconds(20));
        AwaitAssert(
            () => Assert.Equal(500, b.Circuits.GetMessages("a").Ledger.Delivered), TimeSpan.FromSeconds(10));
        Assert.Equal(0, a.Circuits.GetStats("b").Failures);
    }
}
