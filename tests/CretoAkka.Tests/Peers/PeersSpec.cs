using Akka.Actor;
using Akka.Configuration;
using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Peers;

[Trait("Decision", "D19")]
public class PeersSpec() : CircuitTestKit(maxPeers: 2)
{
    private const string Address = "akka.tcp://other@127.0.0.1:1/user/target";

    [Fact]
    public async Task Peers_are_made_on_first_use_up_to_a_bound()
    {
        Circuits.RecordSuccess("1");
        Assert.True(Circuits.TryAcquire("2", out _));

        var call = Circuits.ExecuteAsync("3", _ => ValueTask.FromResult(1));
        await Assert.ThrowsAsync<PeerLimitException>(async () => await call);
        Assert.Throws<PeerLimitException>(() => Circuits.AddPeer("3"));
        Circuits.Supervisor.Tell(new GetStats("3"), TestActor);
        Assert.Equal("3", ExpectMsg<PeerUnknown>().Peer.Value);
        Assert.Equal(["1", "2"], Circuits.GetStats().Keys.Select(peer => peer.Value).Order());
    }

    [Fact]
    public void Who_leaves_makes_room()
    {
        Circuits.AddPeer("1");
        Circuits.AddPeer("2");
        Assert.True(Circuits.RemovePeer("1"));
        Circuits.AddPeer("3");
        Assert.Equal(["2", "3"], Circuits.GetStats().Keys.Select(peer => peer.Value).Order());
    }

    [Fact]
    public void Peers_of_the_settings_are_there_from_the_start_each_with_its_own()
    {
        using var system = ActorSystem.Create("declared", ConfigurationFactory.ParseString("""
            creto.circuit-breaker {
              max-peers = 2
              adaptive-timeout.enabled = off
              peers {
                "node-2" { request-timeout = 3s }
                "node-3" { }
              }
            }
            """));
        var circuits = PeerCircuits.Get(system);
        Assert.Equal(["node-2", "node-3"], circuits.GetStats().Keys.Select(peer => peer.Value).Order());
        Assert.Equal(TimeSpan.FromSeconds(3), circuits.GetTimeout("node-2"));
        Assert.Throws<PeerLimitException>(() => circuits.AddPeer("node-4"));
    }

    [Fact]
    public void A_peer_without_an_address_takes_calls_only()
    {
        Circuits.AddPeer("1");
        Circuits.Supervisor.Tell(new Send("1", "message", Receipt: true), TestActor);
        Assert.Null(ExpectMsg<Rejected>().RetryAfter);
        Assert.True(Circuits.TryAcquire("1", out _));
    }

    [Fact]
    public void A_peer_that_left_leaves_nothing_behind_but_its_record()
    {
        var (before, after) = (CreateTestProbe(), CreateTestProbe());
        Circuits.AddPeer("1", before.Ref);
        Fail("1", 3);
        ExpectMsg<CircuitOpened>();
        Circuits.Send("1", "waits");
        Settle();
        var actor = ActorOf("1");
        Watch(actor);

        Assert.True(Circuits.RemovePeer("1"));
        ExpectTerminated(actor);
        Assert.False(Circuits.RemovePeer("1"));

        Circuits.AddPeer("1", after.Ref);
        Assert.Equal((CircuitState.Open, 0L), (Circuits.GetStats("1").State, Circuits.GetStats("1").Failures));
        Circuits.Reset("1");
        Circuits.Send("1", "new");
        after.ExpectMsg("new");
        before.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void A_broadcast_reaches_who_is_there_and_has_an_address()
    {
        var (left, there) = (CreateTestProbe(), CreateTestProbe());
        Circuits.AddPeer("1", left.Ref);
        Circuits.AddPeer("2", there.Ref);
        Assert.True(Circuits.RemovePeer("1"));
        Circuits.AddPeer("3");

        Circuits.Broadcast("all");
        there.ExpectMsg("all");
        Settle();
        left.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void An_update_of_somebody_unknown_is_refused_and_makes_no_peer()
    {
        Assert.Throws<ArgumentException>(() => Circuits.UpdatePeer("1", Address));
        Assert.Empty(Circuits.GetStats());
    }

    private IActorRef ActorOf(PeerId peer)
    {
        var probe = CreateTestProbe();
        Sys.ActorSelection($"/user/creto/circuit-{peer}-*").Tell(new Identify(peer), probe);
        return probe.ExpectMsg<ActorIdentity>().Subject;
    }
}
