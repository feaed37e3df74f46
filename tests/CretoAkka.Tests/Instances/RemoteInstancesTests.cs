using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support;

namespace CretoAkka.Tests.Instances;

/// <summary>Instances of two nodes, over real Akka.Remote.</summary>
public sealed class RemoteInstancesTests : RemoteNetworkTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void A_session_is_with_the_instance_of_that_name_on_the_other_node()
    {
        var (a, b) = (Node("a", more: Bulk("a")), Node("b", more: Bulk("b")));
        var (near, far) = (PeerCircuits.Get(a.System, "bulk"), PeerCircuits.Get(b.System, "bulk"));
        var target = CreateTestProbe(b, "target");
        near.AddPeer("b", b.AddressOf("target"));

        near.Send("b", "chunk");

        target.ExpectMsg("chunk", Patience);
        AwaitAssert(() => Assert.Equal(1, near.GetMessages("b").Ledger.Delivered), Patience);
        Assert.Equal("a", Assert.Single(far.GetPeers()).Peer.Value); // Who sent it has a circuit there, and there alone.
        Assert.Empty(b.Circuits.GetPeers());
        Assert.Empty(a.Circuits.GetPeers());
    }

    [Fact]
    public void A_peer_that_one_instance_cuts_off_still_gets_what_the_other_sends()
    {
        var (a, b) = (Node("a", more: Bulk("a")), Node("b", more: Bulk("b")));
        var near = PeerCircuits.Get(a.System, "bulk");
        PeerCircuits.Get(b.System, "bulk");
        var target = CreateTestProbe(b, "target");
        near.AddPeer("b", b.AddressOf("target"));
        a.Circuits.AddPeer("b", b.AddressOf("target"));
        near.ForceOpen("b");
        near.Send("b", "chunk", new MessageTraits { Class = Core.Queues.MessageClass.Bulk });

        a.Circuits.Send("b", "vote");

        target.ExpectMsg("vote", Patience);
        AwaitAssert(() => Assert.Equal(1, a.Circuits.GetMessages("b").Ledger.Delivered), Patience);
        Assert.Equal((CircuitState.Open, CircuitState.Closed), (near.GetState("b"), a.Circuits.GetState("b")));
        Assert.Equal(1, near.GetMessages("b").Queued);
    }

    [Fact]
    public void A_node_without_the_instance_is_silent_to_it()
    {
        var (a, b) = (Node("a", more: Bulk("a")), Node("b"));
        var near = PeerCircuits.Get(a.System, "bulk");
        var target = CreateTestProbe(b, "target");
        near.AddPeer("b", b.AddressOf("target"));
        a.Circuits.AddPeer("b", b.AddressOf("target"));

        near.Send("b", "chunk");
        a.Circuits.Send("b", "vote");

        target.ExpectMsg("vote", Patience);
        AwaitAssert(() => Assert.Equal(CircuitState.Open, near.GetState("b")), Patience);
        Assert.Equal(CircuitState.Closed, a.Circuits.GetState("b"));
    }

    private static string Bulk(string node) => $$"""
        creto {
          node = "{{node}}"
          instances.bulk.circuit-breaker.failure-threshold = 3
        }
        """;
}
