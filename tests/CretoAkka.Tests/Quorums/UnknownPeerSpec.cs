using Akka.Actor;
using Akka.Event;
using CretoAkka.Tests.Support;
using static CretoAkka.Circuits.CircuitProtocol;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Tests.Quorums;

[Trait("Decision", "D19")]
public class UnknownPeerSpec : CircuitTestKit
{
    public UnknownPeerSpec() => Circuits.SetMembership(1, ["test", "node-2"]);

    [Fact]
    public void With_declared_members_others_are_refused_unless_the_application_names_them()
    {
        var refused = Assert.Throws<PeerLimitException>(() => Circuits.GetStats("stranger"));
        Assert.Contains("creto.quorum.max-unknown-peers = 0", refused.Message, StringComparison.Ordinal);
        Circuits.Supervisor.Tell(new GetStats("stranger"), TestActor);
        ExpectMsg(new PeerUnknown("stranger"));

        Circuits.AddPeer("friend");

        Assert.Equal(0, Circuits.GetStats("friend").Trips);
        Assert.Equal(0, Circuits.GetStats("node-2").Trips);
        Assert.Equal(["friend"], Circuits.GetStats().Keys.Select(peer => peer.Value));
    }

    [Fact]
    public void The_log_says_once_whose_sessions_are_refused()
    {
        var hello = new Hello("stranger", 1, 1, 1, WireVersion, WireVersion);
        EventFilter.Warning(contains: "What stranger sends is dropped: it is no member").ExpectOne(() =>
        {
            Circuits.Supervisor.Tell(hello, TestActor);
            Circuits.Supervisor.Tell(hello, TestActor);
            Settle();
        });

        ExpectNoMsg(TimeSpan.Zero);
        Assert.Empty(Circuits.GetStats());
    }

    [Fact]
    public void A_strangers_name_is_no_line_of_its_own_in_the_log()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Warning));
        Circuits.Supervisor.Tell(new Unknown("a\nWARN forged"), ActorRefs.NoSender);

        var line = ExpectMsg<Warning>().Message.ToString()!;
        Assert.StartsWith("What \"a\\u000aWARN forged\" sends is dropped", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
    }

    [Fact]
    public void Of_a_thousand_strangers_names_the_log_is_full()
    {
        for (var i = 0; i < 1000; i++)
            Circuits.Supervisor.Tell(new Unknown($"stranger-{i}"), TestActor);
        Settle();

        EventFilter.Warning(contains: "is dropped").Expect(0, () =>
        {
            Circuits.Supervisor.Tell(new Unknown("one-more"), TestActor);
            Settle();
        });
    }

    [Fact]
    public void A_hundred_thousand_unknown_names_leave_nothing_behind()
    {
        for (var i = 0; i < 100_000; i++)
            Circuits.Supervisor.Tell(new RecordFailure($"stranger-{i}"), ActorRefs.NoSender);
        Settle();

        Assert.Empty(Circuits.GetStats());
    }
}
