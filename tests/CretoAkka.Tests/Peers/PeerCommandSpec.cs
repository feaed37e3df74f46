using CretoAkka.Tests.Support;
using static CretoAkka.Circuits.CircuitProtocol;
using static CretoAkka.Peers.PeerProtocol;

namespace CretoAkka.Tests.Peers;

[Trait("Decision", "D19")]
public class PeerCommandSpec() : CircuitTestKit(maxPeers: 2)
{
    private const string Here = "akka.tcp://sys@host:1/user/replica";
    private const string There = "akka.tcp://sys@host:2/user/replica";

    private static readonly PeerId Node2 = "node-2";

    [Fact]
    public void A_peer_is_added_moved_and_removed_by_what_is_told()
    {
        Assert.Equal(new PeerAdded(Node2), Answer(new AddPeer(Node2, Here)));
        Assert.Equal(Here, Circuits.Find(Node2)!.Address);
        Assert.Equal(new PeerUpdated(Node2), Answer(new UpdatePeer(Node2, There)));
        Assert.Equal(There, Circuits.Find(Node2)!.Address);
        Assert.Equal(new PeerRemoved(Node2), Answer(new RemovePeer(Node2)));
        Assert.Null(Circuits.Find(Node2));
    }

    [Fact]
    public void A_peer_without_an_address_takes_calls_only()
    {
        Assert.Equal(new PeerAdded(Node2), Answer(new AddPeer(Node2)));
        Assert.False(Circuits.Find(Node2)!.TakesMessages);
    }

    [Fact]
    public void What_cannot_be_done_is_said_in_a_sentence_and_changes_nothing()
    {
        Assert.Equal(new PeerRefused(Node2, "There is no peer 'node-2'."), Answer(new UpdatePeer(Node2, Here)));
        Assert.Equal(new PeerRefused(Node2, "There is no peer 'node-2'."), Answer(new RemovePeer(Node2)));
        Assert.Matches("^'nowhere' .*[^)]$", Assert.IsType<PeerRefused>(Answer(new AddPeer(Node2, "nowhere"))).Reason);
        Assert.IsType<PeerRefused>(Answer(new AddPeer(default)));
        Assert.Equal(
            new PeerRefused(Node2, "A Foreign is no command about peers."), Answer(new Foreign(Node2)));
        Assert.Empty(Circuits.GetStats());

        Answer(new AddPeer("a"));
        Answer(new AddPeer("b"));
        Assert.Matches("max-peers", Assert.IsType<PeerRefused>(Answer(new AddPeer("c"))).Reason);
    }

    private sealed record Foreign(PeerId Peer) : IPeerCommand;

    private IReply Answer(IPeerCommand command)
    {
        var sender = CreateTestProbe();
        Circuits.Supervisor.Tell(command, sender);
        return sender.ExpectMsg<IReply>();
    }
}
