using Akka.Actor;
using CretoAkka.Core.Circuits;
using CretoAkka.Peers;
using CretoAkka.Tests.Support;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Sessions;

/// <summary>What other nodes may tell, and what Akka.Remote says of them, over real Akka.Remote.</summary>
[Trait("Decision", "D18")]
public sealed class RemoteNodesTests : RemoteNetworkTest
{
    [Theory]
    [InlineData("untrusted-mode = off", CircuitState.Open)]
    [InlineData("untrusted-mode = on", CircuitState.Closed)]
    [InlineData("untrusted-mode = on, trusted-selection-paths = [\"/user/creto\"]", CircuitState.Closed)]
    public void Where_other_nodes_are_untrusted_their_commands_do_not_get_in_and_their_messages_do(
        string remote, CircuitState expected)
    {
        var a = Node("a", more: $"akka.remote {{ {remote} }}");
        var b = Node("b");
        var near = CreateTestProbe(a, "near");
        a.Circuits.AddPeer("c");
        a.Circuits.AddPeer("d");
        b.Circuits.AddPeer("a", a.AddressOf("near"));

        b.System.ActorSelection(a.Root + "/user/creto").Tell(new ForceOpen("c"));
        b.System.ActorSelection(a.Root + "/user/creto").Tell(new PeerSupervisor.Leave("d")); // Not public, but named.
        b.Circuits.Send("a", "behind it");

        near.ExpectMsg("behind it", TimeSpan.FromSeconds(20));
        AwaitAssert(() => Assert.Equal(1, b.Circuits.GetMessages("a").Ledger.Delivered), TimeSpan.FromSeconds(10));
        Assert.Equal(expected, a.Circuits.GetState("c"));
        a.Circuits.Supervisor.Tell(new GetState("d"), TestActor);
        Assert.Equal(expected == CircuitState.Closed, ExpectMsg<IReply>() is Position);
    }

    [Fact]
    public void A_peer_whose_address_is_of_a_protocol_that_this_node_does_not_speak_is_one_that_nothing_reaches()
    {
        var a = Node("a", more: "akka.loglevel = OFF");

        a.Circuits.AddPeer("b", "akka.ssl.tcp://b@127.0.0.1:1/user/target");
        a.Circuits.Send("b", "waits");

        AwaitAssert(() => Assert.Equal(CircuitState.Open, a.Circuits.GetState("b")), TimeSpan.FromSeconds(30));
        AwaitAssert(() => Assert.Equal(1, a.Circuits.GetMessages("b").Queued), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void A_node_that_associates_again_is_pinged_at_once_and_not_at_its_interval()
    {
        var settings = TestSettings.Peer with
        {
            Circuit = CircuitPolicy.Default with { OpenTimeout = TimeSpan.FromHours(1) },
            Session = true,
        };
        var rare = TimeSpan.FromMinutes(30);
        var (a, b) = (Node("a", peer: settings, probeInterval: rare), Node("b", peer: settings));
        a.Circuits.AddPeer("b", b.AddressOf("target"));
        CreateTestProbe(b, "target");
        a.System.EventStream.Subscribe(TestActor, typeof(IEvent));
        ((ExtendedActorSystem)b.System).Abort();
        a.Circuits.Send("b", "lost");
        FishForMessage<CircuitOpened>(_ => true, TimeSpan.FromSeconds(30));

        var again = Node("b", b.Port, peer: settings);
        CreateTestProbe(again, "target");
        again.System.ActorSelection(a.Root + "/user/nobody").Tell("associate"); // Not a word to the circuits of a.
        FishForMessage<PeerRecovered>(_ => true, TimeSpan.FromSeconds(30));
    }
}
