using CretoAkka.Core.Circuits;
using CretoAkka.Quorums;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Quorums;

/// <summary>Four nodes that are each other's members; a looks.</summary>
[Trait("Decision", "D13")]
public sealed class LocalIsolationTests : VirtualNetworkTest
{
    private static readonly string[] Names = ["a", "b", "c", "d"];

    private readonly Dictionary<string, VirtualNode> _nodes = [];
    private readonly List<object> _facts = [];

    public LocalIsolationTests()
    {
        var settings = With(s => s);
        foreach (var name in Names)
            _nodes[name] = Network.Start(name, settings);
        foreach (var node in _nodes.Values)
        {
            node.Circuits.SetMembership(1, Names.Select(name => (PeerId)name));
            foreach (var peer in Names.Where(name => name != node.Name))
                node.Circuits.AddPeer(peer, VirtualNode.AddressOf(peer));
        }
        var recorder = new RecordingRef(_nodes["a"].System, fact => _facts.Add(fact));
        _nodes["a"].System.EventStream.Subscribe(recorder, typeof(QuorumProtocol.IEvent));
        Network.Pass(Ms(3000), Talk);
    }

    private PeerCircuits Circuits => _nodes["a"].Circuits;

    [Fact]
    public void A_node_that_nobody_answers_suspects_itself_and_cuts_off_no_more_than_it_may()
    {
        Isolate(true);
        Network.Pass(Ms(20_000), Talk);

        Assert.Single(_facts.OfType<QuorumProtocol.LocalIsolationSuspected>());
        Assert.True(Circuits.GetQuorum().IsLocalIsolationSuspected);
        Assert.InRange(Opened(), 0, 1);
        Assert.InRange(Names.Skip(1).Count(name => Circuits.GetState(name) != CircuitState.Closed), 0, 1);
    }

    [Fact]
    public void It_ends_when_a_quorum_answers_and_what_opened_meanwhile_proves_itself_at_once()
    {
        Isolate(true);
        Network.Pass(Ms(6000), Talk);
        Isolate(false);
        Network.Pass(Ms(2000), Talk);

        Assert.Single(_facts.OfType<QuorumProtocol.LocalIsolationEnded>());
        Assert.False(Circuits.GetQuorum().IsLocalIsolationSuspected);
        Assert.All(Names.Skip(1), name => Assert.Equal(CircuitState.Closed, Circuits.GetState(name)));
    }

    [Fact]
    public void One_hung_peer_is_cut_off_and_nobody_suspects_themselves()
    {
        Network.Freeze("b");
        Network.Pass(Ms(10_000), Talk);

        Assert.NotEqual(CircuitState.Closed, Circuits.GetState(B));
        Assert.DoesNotContain(_facts, fact => fact is QuorumProtocol.LocalIsolationSuspected);
    }

    [Fact]
    public void A_pause_of_the_process_itself_opens_nothing_and_is_no_isolation()
    {
        _nodes["a"].IsPaused = true;
        Network.Pass(Ms(60_000));
        _nodes["a"].IsPaused = false;
        Network.Pass(Ms(5000), Talk);

        Assert.Equal(0, Opened());
        Assert.DoesNotContain(_facts, fact => fact is QuorumProtocol.LocalIsolationSuspected);
    }

    private int Opened() => Network.LogOf<CircuitOpened>("a").Select(e => e.What.Peer).Distinct().Count();

    private void Talk()
    {
        foreach (var peer in Names.Skip(1))
            Circuits.Send(peer, 1);
    }

    private void Isolate(bool isolated)
    {
        foreach (var peer in Names.Skip(1))
        {
            Network.Wire("a", peer).Loses = _ => isolated;
            Network.Wire(peer, "a").Loses = _ => isolated;
        }
    }
}
