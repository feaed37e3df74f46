using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit;
using CretoAkka.Circuits;
using CretoAkka.Tests.Support;

namespace CretoAkka.Tests.Sessions;

/// <summary>Messages to an actor of the same node: what is not held up goes straight to it.</summary>
public sealed class LocalTargetTests : CircuitTestKit
{
    private const int Times = 500;

    private static readonly PeerId Peer = "local";

    private readonly TestProbe _target;
    private readonly TestProbe _asker;

    public LocalTargetTests()
    {
        (_target, _asker) = (CreateTestProbe(), CreateTestProbe());
        Circuits.AddPeer(Peer, _target.Ref);
    }

    [Fact]
    public void A_burst_arrives_in_order_though_nothing_can_write_its_messages()
    {
        var messages = Enumerable.Range(0, Times).Select(_ => new object()).ToArray();
        foreach (var message in messages)
            Circuits.Send(Peer, message);

        Assert.Equal(messages, _target.ReceiveN(Times));
        Settle();
        var ledger = Circuits.GetMessages(Peer).Ledger;
        Assert.Equal((Times, Times, 0), (ledger.Accepted, ledger.Delivered, ledger.Queued));
    }

    [Fact]
    public void What_a_watermark_has_passed_does_not_pass()
    {
        Circuits.AdvanceWatermark("votes", 10);
        Circuits.Send(Peer, "old", new MessageTraits { Lane = "votes", Instance = 10 });
        Circuits.Send(Peer, "new", new MessageTraits { Lane = "votes", Instance = 11 });

        _target.ExpectMsg("new");
        Settle();
        Assert.Equal(1, Circuits.GetMessages(Peer).Ledger.Superseded);
    }

    [Fact]
    public void What_acts_on_an_actor_instead_of_telling_it_something_does_not_pass()
    {
        Circuits.Send(Peer, PoisonPill.Instance);
        Circuits.Supervisor.Tell(new CircuitProtocol.Send(Peer, Kill.Instance, Receipt: true), _asker.Ref);
        Circuits.Send(Peer, "told");

        _target.ExpectMsg("told");
        Assert.Equal(
            "A Kill acts on an actor instead of telling it something: it is not sent.",
            _asker.ExpectMsg<CircuitProtocol.Rejected>().Reason);
    }

    [Fact]
    public void What_comes_behind_what_waits_does_not_pass_it()
    {
        Circuits.ForceOpen(Peer);
        Settle();
        Circuits.Send(Peer, "first");
        Settle();
        Circuits.Reset(Peer);
        Circuits.Send(Peer, "second");
        Pass(TimeSpan.FromSeconds(1));

        _target.ExpectMsg("first");
        _target.ExpectMsg("second");
    }

    [Fact]
    public async Task A_message_costs_no_byte_more_than_two_actors_that_forward_it_and_its_envelope()
    {
        // Everything happens on the thread that sends.
        var system = ActorSystem.Create("inline", ConfigurationFactory.ParseString(
            """
            akka.loglevel = OFF
            akka.stdout-loglevel = OFF
            akka.actor.default-dispatcher.type = "Akka.TestKit.CallingThreadDispatcherConfigurator, Akka.TestKit"
            akka.actor.internal-dispatcher.type = "Akka.TestKit.CallingThreadDispatcherConfigurator, Akka.TestKit"
            """).WithFallback(Akka.TestKit.Configs.TestConfigs.DefaultConfig));
        var target = system.ActorOf(Props.Create(() => new Sink()));
        var circuits = PeerCircuits.Get(system);
        circuits.AddPeer(Peer, target);
        var first = system.ActorOf(Props.Create(() => new Forwarder(target)));
        var second = system.ActorOf(Props.Create(() => new Forwarder(first)));
        object message = new();

        var bare = Least(() => second.Tell(message, ActorRefs.NoSender));
        var ours = Least(() => circuits.Send(Peer, message));

        Assert.Equal(Times * SizeOfSend, ours - bare);
        await system.Terminate();
    }

    private static long Least(Action send)
    {
        var least = long.MaxValue;
        for (var run = 0; run < 20; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Times; i++)
                send();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }

    // A header of two words, six fields of a word: the name has two, and one holds a flag.
    private const int SizeOfSend = 64;

    private sealed class Forwarder(IActorRef target) : UntypedActor
    {
        protected override void OnReceive(object message) => target.Forward(message);
    }

    private sealed class Sink : UntypedActor
    {
        protected override void OnReceive(object message)
        {
        }
    }
}
