using System.Collections.Immutable;
using Akka.Actor;
using CretoAkka.Peers;
using CretoAkka.Sessions;
using CretoAkka.Tests.Support;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Peers;

/// <summary>Where other nodes send what belongs to sessions.</summary>
public sealed class InboundDoorTests : CircuitTestKit
{
    private static readonly PeerId Node2 = "node-2";

    [Fact]
    public void What_a_known_peer_sends_its_circuit_answers()
    {
        Circuits.AddPeer(Node2);

        Door.Tell(FrameFrom("node-2"), TestActor);

        Assert.Equal("test", ExpectMsg<SessionProtocol.Stranger>().From);
    }

    [Fact]
    [Trait("Decision", "D15")]
    public void What_a_peer_sends_is_not_overtaken_by_what_it_sends_next_though_something_of_our_own_is_on_its_way()
    {
        Circuits.AddPeer(Node2);
        Settle();
        var gate = Circuits.Find(Node2)!;
        var supervisor = CreateTestProbe();
        InboundDoor.Open((ExtendedActorSystem)Sys, "beside", _ => gate, supervisor);
        var door = DoorOf("beside");

        gate.BeginDetour();
        door.Tell(FrameFrom("node-2") with { Nonce = 1 }, TestActor);
        gate.EndDetour();
        door.Tell(FrameFrom("node-2") with { Nonce = 2 }, TestActor);

        Assert.Equal(1UL, ExpectMsg<SessionProtocol.Stranger>().Nonce);
        Assert.Equal(2UL, ExpectMsg<SessionProtocol.Stranger>().Nonce);
    }

    [Fact]
    public void Who_is_not_known_is_made_known()
    {
        Door.Tell(FrameFrom("node-7"), TestActor);

        ExpectMsg<SessionProtocol.Stranger>();
        Assert.NotNull(Circuits.FindPeer("node-7"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(PeerId.MaxLength + 1)]
    public void A_name_that_is_none_is_a_dead_letter(int length)
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Akka.Event.AllDeadLetters));

        Door.Tell(FrameFrom(new string('x', length)), ActorRefs.NoSender);

        Assert.IsType<SessionProtocol.Frame>(ExpectMsg<Akka.Event.AllDeadLetters>().Message);
    }

    [Fact]
    public void A_command_is_a_dead_letter_here()
    {
        Circuits.AddPeer(Node2);
        Sys.EventStream.Subscribe(TestActor, typeof(Akka.Event.AllDeadLetters));

        Door.Tell(new ForceOpen(Node2), ActorRefs.NoSender);

        Assert.IsType<ForceOpen>(ExpectMsg<Akka.Event.AllDeadLetters>().Message);
        Assert.Equal(Core.Circuits.CircuitState.Closed, Circuits.GetState(Node2));
    }

    private IActorRef Door
    {
        get
        {
            Assert.NotNull(Circuits); // It is there from the first use on.
            return DoorOf("creto");
        }
    }

    private IActorRef DoorOf(string name)
    {
        var provider = ((ExtendedActorSystem)Sys).Provider;
        return provider.ResolveActorRef(InboundDoor.Of(provider.DefaultAddress, name));
    }

    private static SessionProtocol.Frame FrameFrom(string name) => new(
        name, Nonce: 5, To: 1, Lowest: 1, Marker: 0, Target: "/user/x", ImmutableArray<SessionProtocol.Payload>.Empty);
}
