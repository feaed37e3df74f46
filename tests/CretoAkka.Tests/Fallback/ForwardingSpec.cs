using Akka.Actor;
using Akka.Event;
using Akka.TestKit;
using CretoAkka.Fallback;
using CretoAkka.Tests.Support;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Fallback;

[Trait("Decision", "D16")]
public class ForwardingSpec : CircuitTestKit
{
    private static readonly MessageTraits Substitutable = new() { Substitutable = true };

    [Fact]
    public void What_another_can_answer_goes_to_one_that_is_closed_and_its_sender_is_told_to_whom()
    {
        var (failed, open, closed) = (Peer("failed"), Peer("open"), Peer("closed"));
        for (var i = 0; i < 20; i++)
            Circuits.RecordSuccess("open", TimeSpan.FromMilliseconds(1));
        Circuits.ForceOpen("open");
        Circuits.ForceOpen("failed");

        Assert.Equal(new Forwarded("failed", "closed"), Send("failed", "read", Substitutable));
        closed.ExpectMsg("read");
        failed.ExpectNoMsg(TimeSpan.Zero);
        open.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void A_message_for_a_closed_peer_goes_there_though_another_could_answer_it()
    {
        var (own, other) = (Peer("own"), Peer("other"));
        Assert.Equal(new Sent("own"), Send("own", "read", Substitutable));
        own.ExpectMsg("read");
        other.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void A_vote_waits_for_its_own_peer()
    {
        var (failed, other) = (Peer("failed"), Peer("other"));
        Circuits.ForceOpen("failed");
        Assert.IsType<Queued>(Send("failed", "vote", new MessageTraits { Expiry = TimeSpan.FromMinutes(1) }));

        Circuits.Reset("failed");
        Pass(TimeSpan.FromMilliseconds(100)); // What has waited leaves at a bounded rate.
        failed.ExpectMsg("vote");
        other.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void What_nobody_else_can_take_waits_for_its_own_peer()
    {
        var failed = Peer("failed");
        Circuits.AddPeer("without-address");
        Circuits.ForceOpen("failed");
        Assert.IsType<Queued>(Send("failed", "read", Substitutable));

        Circuits.Reset("failed");
        Pass(TimeSpan.FromMilliseconds(100)); // What has waited leaves at a bounded rate.
        failed.ExpectMsg("read");
    }

    [Fact]
    public void A_message_that_was_forwarded_is_not_forwarded_again()
    {
        Peer("failed");
        Circuits.ForceOpen("failed");
        var asked = WhatACircuitAsks("failed");

        var parent = CreateTestProbe();
        var router = ActorOfAsTestActorRef<FallbackRouter>(FallbackRouter.Props(_ => ["other"], _ => []), parent);
        router.Tell(asked);

        var forwarded = parent.ExpectMsg<Send>();
        Assert.Equal(("other", false), (forwarded.Peer.Value, forwarded.Traits!.Substitutable));
    }

    // The router is taken away, so that what is meant for it is a dead letter.
    private object WhatACircuitAsks(PeerId peer)
    {
        var (lost, watcher) = (CreateTestProbe(), CreateTestProbe());
        Settle();
        Sys.ActorSelection("/user/creto/fallback").Tell(new Identify(peer), watcher);
        var router = watcher.ExpectMsg<ActorIdentity>().Subject;
        watcher.Watch(router);
        Sys.Stop(router);
        watcher.ExpectTerminated(router);
        Sys.EventStream.Subscribe(lost, typeof(DeadLetter));
        Circuits.Send(peer, "read", Substitutable);
        return lost.ExpectMsg<DeadLetter>().Message;
    }

    private TestProbe Peer(PeerId peer)
    {
        var target = CreateTestProbe();
        Circuits.AddPeer(peer, target.Ref);
        return target;
    }

    private IReply Send(PeerId peer, object payload, MessageTraits traits)
    {
        var sender = CreateTestProbe();
        Circuits.Supervisor.Tell(new Send(peer, payload, traits, Receipt: true), sender);
        return sender.ExpectMsg<IReply>();
    }
}
