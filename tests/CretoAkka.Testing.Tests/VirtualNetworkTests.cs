using Akka.Actor;
using CretoAkka.Core.Circuits;

namespace CretoAkka.Testing.Tests;

public sealed class VirtualNetworkTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly string[] Names = ["a", "b", "c", "d"];

    private readonly VirtualNetwork _network = new();

    public VirtualNetworkTests()
    {
        foreach (var name in Names)
            _network.Start(name);
        _network.Introduce();
        _network.PassUntil(() => Names[1..].All(peer => A.Circuits.GetMessages(peer).IsEstablished), Minute);
    }

    private VirtualNode A => _network.Nodes["a"];

    public void Dispose() => _network.Dispose();

    [Fact]
    public void What_is_broadcast_arrives_everywhere_and_is_acknowledged()
    {
        A.Circuits.Broadcast("vote");
        _network.Pass(TimeSpan.FromSeconds(1));

        Assert.All(Names[1..], name => Assert.Equal(["vote"], _network.Nodes[name].Received.Messages));
        Assert.All(Names[1..], name => Assert.Equal(1, A.Circuits.GetMessages(name).Ledger.Delivered));
    }

    [Fact]
    public void A_node_that_stands_still_is_cut_off_and_gets_what_waited_for_it_when_it_goes_on()
    {
        _network.Nodes["d"].IsPaused = true;
        _network.PassUntil(() => A.Circuits.GetState("d") == CircuitState.Open, Minute);
        A.Circuits.Send("d", "vote");
        _network.Pass(TimeSpan.FromSeconds(5));
        Assert.Empty(_network.Nodes["d"].Received.Messages);

        _network.Nodes["d"].IsPaused = false;

        _network.PassUntil(() => A.Circuits.GetState("d") == CircuitState.Closed, Minute);
        _network.PassUntil(() => _network.Nodes["d"].Received.Messages.Count > 0, Minute);
        Assert.Equal(["vote"], _network.Nodes["d"].Received.Messages);
    }

    [Fact]
    public void A_wire_that_is_cut_opens_the_circuit_of_who_sends_over_it_until_it_is_mended()
    {
        _network.Wire("a", "b").IsCut = true;
        _network.PassUntil(() => A.Circuits.GetState("b") == CircuitState.Open, Minute);
        Assert.Equal(CircuitState.Closed, A.Circuits.GetState("c"));

        _network.Wire("a", "b").IsCut = false;

        _network.PassUntil(() => A.Circuits.GetState("b") == CircuitState.Closed, Minute);
    }

    [Fact]
    public void Messages_on_a_frozen_or_slow_wire_arrive_later()
    {
        _network.Freeze("b");
        A.Circuits.Send("b", "frozen");
        _network.Pass(TimeSpan.FromMilliseconds(300));
        Assert.Empty(_network.Nodes["b"].Received.Messages);
        _network.Freeze("b", frozen: false);
        _network.Wire("a", "c").Latency = TimeSpan.FromMilliseconds(200);
        A.Circuits.Send("c", "slow");

        _network.Pass(TimeSpan.FromMilliseconds(100));
        Assert.Equal(["frozen"], _network.Nodes["b"].Received.Messages);
        Assert.Empty(_network.Nodes["c"].Received.Messages);
        _network.Pass(TimeSpan.FromMilliseconds(200));
        Assert.Equal(["slow"], _network.Nodes["c"].Received.Messages);
    }

    [Fact]
    public void A_node_that_dies_and_starts_again_gets_what_it_did_not_take()
    {
        _network.Nodes["b"].Dispose();
        A.Circuits.Send("b", "vote");
        _network.PassUntil(() => A.Circuits.GetState("b") == CircuitState.Open, Minute);

        _network.Start("b");

        _network.PassUntil(() => _network.Nodes["b"].Received.Messages.Count > 0, Minute);
        Assert.Equal(["vote"], _network.Nodes["b"].Received.Messages);
    }

    [Fact]
    public void An_actor_of_the_test_can_be_the_replica_and_answer()
    {
        _network.Start("b", replica: node => Props.Create(() => new Echo(node.Circuits)));
        _network.PassUntil(() => A.Circuits.GetState("b") == CircuitState.Closed, Minute);
        _network.Nodes["b"].Circuits.AddPeer("a", VirtualNode.AddressOf("a"));

        A.Circuits.Send("b", "vote");

        _network.PassUntil(() => A.Received.Messages.Contains("echo of vote"), Minute);
        Assert.Empty(A.Errors);
    }

    private sealed class Echo : ReceiveActor
    {
        public Echo(PeerCircuits circuits) => Receive<string>(m => circuits.Send("a", "echo of " + m));
    }
}
