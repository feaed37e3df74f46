using Akka.Actor;
using CretoAkka.Core.Circuits;
using CretoAkka.Latency;
using CretoAkka.Tests.Support;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Peers;

/// <summary>A peer that is not known is not made to be asked about: a name that is misspelt costs nothing.</summary>
[Trait("Decision", "D19")]
public class QuestionSpec() : CircuitTestKit(maxPeers: 2)
{
    private static readonly CircuitStats New = new() { Cause = TransitionCause.None };

    [Fact]
    public void Calls_that_ask_about_misspelt_names_make_no_peers()
    {
        Circuits.AddPeer("node-2");

        Assert.Equal(New, Circuits.GetStats("node2") with { Generation = 0, TimeInState = default });
        Assert.Equal(CircuitState.Closed, Circuits.GetState("ndoe-2"));
        Assert.Equal(Circuits.GetTimeout("node-2"), Circuits.GetTimeout("nod-2"));
        Assert.Equal(
            new LatencyStats(0, default, default, default, Circuits.GetTimeout("node-2")),
            Circuits.GetLatencyStats("node-22"));

        Assert.Equal(["node-2"], Circuits.GetStats().Keys.Select(peer => peer.Value));
        Assert.Null(Circuits.FindPeer("node2"));
    }

    [Fact]
    public void Told_questions_about_misspelt_names_are_answered_and_make_no_peers()
    {
        Circuits.AddPeer("node-2");

        Assert.Equal(0, Assert.IsType<Statistics>(Answer(new GetStats("node2"))).Stats.Failures);
        Assert.Equal(
            new Position("ndoe-2", CircuitState.Closed, CircuitMode.Automatic), Answer(new GetState("ndoe-2")));
        Assert.Equal(new TimeoutInForce("nod-2", Circuits.GetTimeout("node-2")), Answer(new GetTimeout("nod-2")));
        Assert.Equal(0, Assert.IsType<Latencies>(Answer(new GetLatencyStats("node-22"))).Stats.Samples);
        Circuits.Supervisor.Tell(new GetStats("nobody-waits"), ActorRefs.NoSender);
        Settle();

        Assert.Equal(["node-2"], Circuits.GetStats().Keys.Select(peer => peer.Value));
    }

    [Fact]
    public void A_question_right_behind_what_makes_the_peer_sees_what_it_did()
    {
        Circuits.Supervisor.Tell(new RecordFailure("node-2"), ActorRefs.NoSender);

        Assert.Equal(1, Assert.IsType<Statistics>(Answer(new GetStats("node-2"))).Stats.Failures);
    }

    [Fact]
    public void A_question_about_a_peer_that_may_not_be_added_is_refused_as_its_use_would_be()
    {
        Circuits.AddPeer("1");
        Circuits.AddPeer("2");

        Assert.Throws<PeerLimitException>(() => Circuits.GetState("3"));
        Assert.Equal(new PeerUnknown("3"), Answer(new GetState("3")));
        Assert.Equal(CircuitState.Closed, Circuits.GetState("2"));
    }

    private IReply Answer(ICommand question)
    {
        var sender = CreateTestProbe();
        Circuits.Supervisor.Tell(question, sender);
        return sender.ExpectMsg<IReply>();
    }
}
