using CretoAkka.Calls;
using CretoAkka.Core.Circuits;
using CretoAkka.Metrics;
using CretoAkka.Tests.Support;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Sessions;

/// <summary>What is thrown inside a circuit leaves its state, its timers and its queue as they were.</summary>
[Trait("Decision", "D15")]
public sealed class HandlerFaultTests : VirtualNetworkTest
{
    [Fact]
    public void A_transport_that_throws_loses_no_message()
    {
        var (a, b) = Joined();
        Network.Pass(Ms(500));
        Network.Wire("a", "b").Throws = true;
        for (var i = 0; i < 100; i++)
            a.Circuits.Send(B, i);
        Network.Pass(Ms(200));
        Assert.NotEmpty(a.Errors);
        Assert.Equal(100, a.Circuits.GetMessages(B).Ledger.Pending);

        Network.Wire("a", "b").Throws = false;
        Network.Pass(Ms(3000));
        Assert.Equal(Enumerable.Range(0, 100), b.Received.Messages.Cast<int>().Order());
        Assert.Equal((100L, CircuitState.Closed),
            (a.Circuits.GetMessages(B).Ledger.Delivered, a.Circuits.GetState(B)));
    }

    [Fact]
    public void A_transport_that_goes_on_throwing_opens_the_circuit_and_it_half_opens_and_closes_on_time()
    {
        var (a, b) = Joined();
        Network.Wire("a", "b").Throws = true;
        var failedAt = Network.Now;
        Network.Pass(2 * T + KeepAlive, () => a.Circuits.Send(B, 1));
        var opened = Assert.Single(Network.LogOf<CircuitOpened>("a")).At;
        Assert.InRange(opened - failedAt, T, 2 * T + KeepAlive);

        Network.PassUntil(() => a.Circuits.GetState(B) == CircuitState.HalfOpen, OpenTimeout);
        Assert.Equal(opened + OpenTimeout, Assert.Single(Network.LogOf<CircuitHalfOpened>("a")).At);
        Network.Wire("a", "b").Throws = false;
        Network.PassUntil(() => a.Circuits.GetState(B) == CircuitState.Closed, 2 * OpenTimeout);
        Network.Pass(Ms(2000));

        var ledger = a.Circuits.GetMessages(B).Ledger;
        Assert.Equal((ledger.Accepted, 0L, true), (ledger.Delivered, ledger.Pending, ledger.Balances));
        Assert.Equal(ledger.Accepted, b.Received.Messages.Count);
    }

    [Fact]
    public void A_plain_transport_that_throws_loses_the_message_in_hand_and_no_other()
    {
        var (a, b) = Network.Pair(Peer with { Session = false });
        Network.Wire("a", "b").Throws = true;
        a.Circuits.Send(B, 1);
        Network.Pass(Ms(100));
        Network.Wire("a", "b").Throws = false;
        a.Circuits.Send(B, 2);
        Network.Pass(Ms(100));

        Assert.Equal([2], b.Received.Messages);
        Assert.True(a.Circuits.GetMessages(B).Ledger is { Balances: true, Pending: 0, Accepted: 2 });
        Assert.Equal(CircuitState.Closed, a.Circuits.GetState(B));
    }

    [Fact]
    public void A_resolution_that_throws_changes_no_state_and_moves_no_timer()
    {
        var (a, _) = Network.Pair(Peer with { Session = false });
        Network.Wire("a", "b").ResolveThrows = true;
        for (var i = 0; i < 3; i++)
            a.Circuits.RecordFailure(B);
        Network.Pass(Ms(1000));
        a.Circuits.Send(B, 1);
        Network.Pass(OpenTimeout);
        Assert.Single(Network.LogOf<CircuitHalfOpened>("a"));
        Assert.NotEmpty(a.Errors);
        Assert.Equal(1, a.Circuits.GetMessages(B).Queued);

        Network.Wire("a", "b").ResolveThrows = false;
        a.Circuits.Send(B, 2);
        Network.Pass(2 * OpenTimeout);
        Assert.Equal(CircuitState.Closed, a.Circuits.GetState(B));
        Assert.Equal(2, a.Circuits.GetMessages(B).Ledger.Delivered);
    }

    [Fact]
    public void A_metrics_system_that_throws_changes_nothing_but_what_it_counts()
    {
        var (a, b) = Joined();
        a.Circuits.ExportTo(new Failing(1)); // takes one peer, and then throws
        b.Circuits.AddPeer(A, VirtualNode.AddressOf("a"));
        a.Circuits.Send(B, 1);
        Network.Start("c", TestSettings.Of(Peer)).Circuits.AddPeer(A, VirtualNode.AddressOf("a")); // a hears of c
        a.Circuits.AddPeer("d", VirtualNode.AddressOf("d"));
        Network.Pass(Ms(1000));
        Assert.Equal(1, a.Circuits.GetMessages(B).Ledger.Delivered);
        Assert.Equal(3, a.Circuits.GetStats().Count);

        CutUntilOpen(a);
        Cut(false);
        Network.PassUntil(() => a.Circuits.GetState(B) == CircuitState.Closed, OpenTimeout);
        Assert.True(a.Circuits.RemovePeer(B));
        a.Circuits.AddPeer(B, VirtualNode.AddressOf("b"));
        a.Circuits.Send(B, 2);
        Network.Pass(Ms(500));
        Assert.Equal([1, 2], b.Received.Messages);
        Assert.Empty(a.Errors);
    }

    [Fact]
    public async Task A_classifier_that_throws_gives_its_probe_back_and_the_session_closes_the_circuit()
    {
        var (a, _) = Joined();
        CutUntilOpen(a);
        a.Circuits.Send(B, 1);
        Network.Wire("a", "b").Loses = IsData;
        Network.Wire("b", "a").Loses = static _ => false;
        Network.PassUntil(() => a.Circuits.GetState(B) == CircuitState.HalfOpen, OpenTimeout);
        var options = new CallOptions { ClassifyException = _ => throw new NotSupportedException("mine") };
        await Assert.ThrowsAsync<NotSupportedException>(async () =>
            await a.Circuits.ExecuteAsync(B, static ValueTask (_) => throw new FormatException("x"), default, options));
        Assert.Equal((CircuitState.HalfOpen, 1L), (a.Circuits.GetState(B), a.Circuits.GetMessages(B).Ledger.Pending));

        Network.Wire("a", "b").Loses = static _ => false;
        Network.PassUntil(() => a.Circuits.GetState(B) == CircuitState.Closed, 2 * OpenTimeout);
        Network.Pass(Ms(500));
        Assert.Equal(1, a.Circuits.GetMessages(B).Ledger.Delivered);
    }

    private sealed class Failing(int takes) : ICircuitMetrics, IPeerMetrics
    {
        private int _left = takes;

        public IPeerMetrics Add(PeerId peer, Func<PeerFacts> facts) =>
            _left-- > 0 ? this : throw new NotSupportedException("add");

        public void Remove(PeerId peer) => throw new NotSupportedException("remove");

        public void Observe(TimeSpan latency, LatencyStatus status) => throw new NotSupportedException("observe");
    }
}
