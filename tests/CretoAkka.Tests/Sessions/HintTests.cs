using Akka.Actor;
using Akka.Event;
using Akka.Remote;
using CretoAkka.Core.Circuits;
using CretoAkka.Peers;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Tests.Sessions;

/// <summary>What Akka.Remote, or anybody else, says of a peer brings a ping forward and decides nothing.</summary>
[Trait("Decision", "D18")]
public sealed class HintTests : VirtualNetworkTest
{
    private static readonly Address Here = Address.Parse("akka.tcp://a@a:1");
    private static readonly Address There = Address.Parse("akka.tcp://b@b:1");

    private static readonly string[] All = ["associated", "disassociated", "error", "quarantined", "dead letter"];

    public static TheoryData<string> Kinds => [.. All];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_event_about_an_open_peers_node_brings_one_ping_forward_and_is_no_outcome(string kind)
    {
        var a = Opened();
        var failures = a.Circuits.GetStats(B).Failures;
        var opened = Network.Now;

        Network.Pass(Ms(900), () => Publish(a, kind, There));

        Assert.InRange(Assert.Single(PingsAfter(opened)) - opened, Ms(0), Ms(50));
        Assert.Equal((CircuitState.Open, failures), (a.Circuits.GetState(B), a.Circuits.GetStats(B).Failures));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_event_about_another_node_brings_nothing_forward(string kind)
    {
        var a = Opened();
        var opened = Network.Now;
        Network.Pass(Ms(900), () => Publish(a, kind, Address.Parse("akka.tcp://b@b:2")));
        Assert.Empty(PingsAfter(opened));
    }

    [Fact]
    public void The_hints_of_an_end_do_not_use_up_the_hint_of_the_return()
    {
        var a = Opened();
        Network.Pass(Ms(100), () => Publish(a, "dead letter", There));
        Cut(false);
        var back = Network.Now;
        Network.Pass(Ms(100), () => Publish(a, "associated", There));

        Assert.NotEmpty(PingsAfter(back));
        Assert.NotEqual(CircuitState.Open, a.Circuits.GetState(B));
    }

    [Fact]
    public void Hints_without_end_neither_open_a_healthy_circuit_nor_add_pings_to_it()
    {
        var (a, _) = Joined();
        Network.Pass(Ms(500));
        var before = Network.LogOf<Hello>("a").Count;
        Network.Pass(Ms(3000), () =>
        {
            foreach (var kind in All)
                Publish(a, kind, There);
            a.Circuits.Hint(B, PeerHint.MayBeGone);
        });

        Assert.Equal((CircuitState.Closed, 0L), (a.Circuits.GetState(B), a.Circuits.GetStats(B).Failures));
        Assert.Equal(before, Network.LogOf<Hello>("a").Count);
    }

    [Fact]
    public void A_peer_that_moved_or_left_is_hinted_at_where_it_is_only()
    {
        var a = Opened();
        a.Circuits.UpdatePeer(B, "akka.tcp://b@b:2/user/replica");
        var moved = Network.Now;
        Network.Pass(Ms(100), () => Publish(a, "error", There));
        Assert.Empty(PingsAfter(moved));
        Network.Pass(Ms(100), () => Publish(a, "error", Address.Parse("akka.tcp://b@b:2")));
        Assert.Single(PingsAfter(moved));
    }

    [Fact]
    public void A_hint_at_an_unknown_peer_makes_none()
    {
        var (a, _) = Joined();
        a.Circuits.Hint("stranger", PeerHint.MayBeBack);
        Network.Pass(Ms(100));
        Assert.Equal([B], a.Circuits.GetStats().Keys);
    }

    private VirtualNode Opened()
    {
        var (a, _) = Joined();
        CutUntilOpen(a);
        return a;
    }

    private IReadOnlyList<TimeSpan> PingsAfter(TimeSpan moment) =>
        [.. Network.LogOf<Hello>("a").Select(l => l.At).Where(at => at >= moment)];

    private static void Publish(VirtualNode node, string kind, Address address) =>
        node.System.EventStream.Publish(kind switch
        {
            "associated" => new AssociatedEvent(Here, address, inbound: true),
            "disassociated" => new DisassociatedEvent(Here, address, inbound: false),
            "error" => new AssociationErrorEvent(
                new InvalidOperationException("refused"), Here, address, inbound: false, LogLevel.DebugLevel),
            "quarantined" => new QuarantinedEvent(address, 7),
            _ => new DeadLetter("vote", ActorRefs.Nobody, new At(node.System, address)),
        });

    private sealed class At(ActorSystem system, Address address) : MinimalActorRef
    {
        public override ActorPath Path { get; } = new RootActorPath(address) / "user" / "replica";

        public override IActorRefProvider Provider => ((ExtendedActorSystem)system).Provider;
    }
}
