using Akka.Actor;
using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Authentication;

/// <summary>Who answers for a message, whomever it names.</summary>
[Trait("Decision", "D17")]
public sealed class ProvenSenderTests : AuthenticNetworkTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_comes_in_a_session_of_keys_is_its_peers_doing(bool isProcessed)
    {
        var (a, b) = Joined(settings: With(s => s with { AcknowledgeProcessed = isProcessed }));
        a.Circuits.Send(B, "a vote in the name of c");
        Network.Pass(Ms(500));

        Assert.Equal(A, PeerCircuits.ProvenSender(Assert.Single(b.Received.Senders)));
    }

    [Fact]
    public void Who_carries_a_message_does_not_answer_for_it()
    {
        var settings = TestSettings.Of(Peer);
        VirtualNode[] nodes =
            [Network.Start("a", settings), Network.Start("b", settings), Network.Start("c", settings)];
        foreach (var node in nodes)
            foreach (var other in nodes.Where(n => n != node))
                node.Circuits.AddPeer(other.Name, VirtualNode.AddressOf(other.Name));
        Network.Pass(Ms(1000));
        Cut(true);
        nodes[0].Circuits.ForceOpen(B);
        Network.Settle();
        nodes[0].Circuits.Supervisor.Tell(new Relay(B, "a vote", null), ActorRefs.NoSender);
        Network.Pass(Ms(500));

        Assert.Equal(["a vote"], nodes[1].Received.Messages);
        Assert.Null(PeerCircuits.ProvenSender(Assert.Single(nodes[1].Received.Senders)));
    }

    [Fact]
    public void Whoever_knows_the_path_of_a_circuit_proves_nothing_by_it()
    {
        var (a, b) = Acquainted();
        var proven = b.Received.Senders[^1];
        Assert.Equal(A, PeerCircuits.ProvenSender(proven));

        var provider = ((ExtendedActorSystem)b.System).Provider;
        Assert.Null(PeerCircuits.ProvenSender(provider.ResolveActorRef(proven.Path.ToSerializationFormat())));
        Assert.Null(PeerCircuits.ProvenSender(provider.ResolveActorRef(proven.Path.Parent.ToSerializationFormat())));
        Assert.Null(PeerCircuits.ProvenSender(a.Received));
        Assert.Null(PeerCircuits.ProvenSender(ActorRefs.NoSender));
    }

    [Fact]
    public void What_its_target_answers_goes_to_its_circuit_and_says_nothing()
    {
        var (a, b) = Acquainted();
        b.Received.Senders[^1].Tell("an answer", b.Received);
        Network.Pass(Ms(500));

        Assert.Equal([0], a.Received.Messages);
        Assert.Equal(CircuitState.Closed, b.Circuits.GetState(A));
    }
}
