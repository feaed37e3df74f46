using Akka.Actor;
using Akka.Cluster;
using Akka.Configuration;
using Akka.TestKit.Xunit2;
using CretoAkka.Core.Circuits;

namespace CretoAkka.Clustering.Tests;

/// <summary>Three nodes of a real cluster on loopback.</summary>
[Trait("Decision", "D19")]
public sealed class ClusterSensorTests : TestKit
{
    private const string Clustered = """
        akka {
          loglevel = ERROR
          stdout-loglevel = OFF
          actor.provider = cluster
          remote.log-remote-lifecycle-events = off
          remote.dot-netty.tcp { hostname = 127.0.0.1, port = 0 }
          cluster {
            gossip-interval = 200ms
            leader-actions-interval = 200ms
            periodic-tasks-initial-delay = 200ms
            log-info = off
            run-coordinated-shutdown-when-down = off
          }
          coordinated-shutdown.run-by-clr-shutdown-hook = off
        }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly List<ActorSystem> _systems = [];

    [Fact]
    public void Nodes_that_come_up_are_members_and_get_messages_and_a_node_that_has_left_is_neither()
    {
        var (a, b, c) = (Node("a"), Node("b"), Node("c"));
        var seed = Cluster.Get(a).SelfAddress;
        foreach (var node in _systems)
            Cluster.Get(node).Join(seed);

        foreach (var node in _systems)
            AwaitAssert(() => Assert.Equal(["a", "b", "c"], MembersOf(node)), Patience);
        var epoch = EpochOf(a);
        b.ActorOf(Props.Create(() => new Relay(TestActor)), "replica");
        PeerCircuits.Get(a).Send("b", "vote");
        ExpectMsg("vote", Patience);

        Cluster.Get(c).Leave(Cluster.Get(c).SelfAddress);

        AwaitAssert(() => Assert.Equal(["a", "b"], MembersOf(a)), Patience);
        AwaitAssert(() => Assert.Equal(["b"], PeersOf(a)), Patience);
        Assert.True(EpochOf(a) > epoch);
        Assert.Equal(CircuitState.Closed, PeerCircuits.Get(a).GetState("b"));
    }

    [Fact]
    public void Where_the_application_declares_members_peers_come_and_the_membership_stays()
    {
        var (a, b) = (Node("a", declares: false), Node("b", declares: false));
        foreach (var node in _systems)
            Cluster.Get(node).Join(Cluster.Get(a).SelfAddress);

        AwaitAssert(() => Assert.Equal(["b"], PeersOf(a)), Patience);
        AwaitAssert(() => Assert.Equal(["a"], PeersOf(b)), Patience);
        Assert.Null(PeerCircuits.Get(a).GetQuorum().Membership);
    }

    [Fact]
    public async Task Where_settings_say_who_is_a_peer_nodes_that_come_and_go_change_nothing()
    {
        // c says nothing to a, or a would know it by that.
        var (a, b, _) = (Node("a", declares: false, adds: false), Node("b"), Node("c", followsNobody: true));
        PeerCircuits.Get(a).AddPeer("b", Cluster.Get(b).SelfAddress + "/user/replica");
        foreach (var node in _systems)
            Cluster.Get(node).Join(Cluster.Get(a).SelfAddress);
        AwaitAssert(() => Assert.Equal(["a", "c"], PeersOf(b)), Patience);
        AwaitAssert(() => Assert.Equal(3, Cluster.Get(a).State.Members.Count), Patience);

        Cluster.Get(b).Leave(Cluster.Get(b).SelfAddress);
        AwaitAssert(() => Assert.Equal(2, Cluster.Get(a).State.Members.Count), Patience);
        // What the sensor was told of that, it has handled before this.
        await a.ActorSelection("/user/creto-cluster").Ask<ActorIdentity>(new Identify(null), Patience);

        Assert.Equal(["b"], PeersOf(a));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_the_cluster_says_of_a_nodes_reach_brings_a_ping_to_it_forward(bool reachable)
    {
        const string patient = """
            creto.circuit-breaker.timeout = 1h
            creto.session.probe-interval = 30m
            """;
        // b declares no members either: it would be the only one, and take a for a stranger.
        var (a, b) = (
            Node("a", declares: false, more: patient), Node("b", declares: false, followsNobody: true));
        foreach (var node in _systems)
            Cluster.Get(node).Join(Cluster.Get(a).SelfAddress);
        AwaitAssert(() => Assert.Equal(["b"], PeersOf(a)), Patience);
        var circuits = PeerCircuits.Get(a);
        for (var i = 0; i < 5; i++)
            circuits.RecordFailure("b");
        Assert.Equal(CircuitState.Open, circuits.GetState("b"));

        var member = Cluster.Get(a).State.Members.Single(m => m.Address == Cluster.Get(b).SelfAddress);
        a.ActorSelection("/user/creto-cluster").Tell(reachable
            ? new ClusterEvent.ReachableMember(member)
            : new ClusterEvent.UnreachableMember(member));

        AwaitAssert(() => Assert.NotEqual(CircuitState.Open, circuits.GetState("b")), Patience);
    }

    [Fact]
    public void Circuits_that_have_a_name_follow_by_a_sensor_of_their_own()
    {
        const string bulk = "creto.instances.bulk { }";
        var (a, b) = (Node("a", declares: false, more: bulk), Node("b", declares: false, more: bulk));
        foreach (var node in _systems)
        {
            ClusterSensor.Start(node, new ClusterSensorOptions
            {
                Instance = "bulk", Target = static node => node.Address + "/user/archive",
            });
            Cluster.Get(node).Join(Cluster.Get(a).SelfAddress);
        }

        AwaitAssert(() => Assert.Equal(["a", "b"], MembersOf(a, "bulk")), Patience);
        Assert.Null(PeerCircuits.Get(a).GetQuorum().Membership);
        b.ActorOf(Props.Create(() => new Relay(TestActor)), "archive");
        PeerCircuits.Get(a, "bulk").Send("b", "chunk");
        ExpectMsg("chunk", Patience);
        Assert.Throws<ArgumentException>(
            () => ClusterSensor.Start(a, new ClusterSensorOptions { Instance = "nobody-named-this" }));
    }

    protected override void AfterAll()
    {
        foreach (var system in _systems)
            Shutdown(system);
        base.AfterAll();
    }

    private ActorSystem Node(
        string name, bool declares = true, bool followsNobody = false, string more = "", bool adds = true)
    {
        var own = ConfigurationFactory.ParseString(
            $$"""
            akka.cluster.roles = ["creto-id:{{name}}"]
            creto.node = {{name}}
            {{more}}
            """);
        var system = ActorSystem.Create("net", own.WithFallback(ConfigurationFactory.ParseString(Clustered)));
        _systems.Add(system);
        var options = new ClusterSensorOptions { DeclaresMembers = declares, AddsPeers = adds };
        ClusterSensor.Start(system, followsNobody ? options with { Name = static _ => null } : options);
        return system;
    }

    private static IEnumerable<string> PeersOf(ActorSystem node) =>
        PeerCircuits.Get(node).GetStats().Keys.Select(p => p.Value).Order(StringComparer.Ordinal);

    private static IEnumerable<string> MembersOf(ActorSystem node, string instance = "") =>
        (PeerCircuits.Get(node, instance).GetQuorum().Membership?.Weights.Keys ?? []).Order(StringComparer.Ordinal);

    private static long EpochOf(ActorSystem node) => PeerCircuits.Get(node).GetQuorum().Membership!.Epoch;

    private sealed class Relay : ReceiveActor
    {
        public Relay(IActorRef test) => ReceiveAny(m => test.Forward(m));
    }
}
