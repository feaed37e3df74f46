using CretoAkka.Calls;
using CretoAkka.Metrics;
using CretoAkka.Tests.Support;

namespace CretoAkka.Tests.Peers;

[Trait("Decision", "D19")]
public class PeerMetricsSpec : CircuitTestKit
{
    [Fact]
    public void Metrics_of_a_peer_come_and_go_with_it()
    {
        var metrics = new Recorded();
        Circuits.AddPeer("1");
        Circuits.ExportTo(metrics);
        Circuits.AddPeer("2");
        Assert.Equal(["1", "2"], metrics.Peers);

        Assert.True(Circuits.TryAcquire("1", out var permit));
        Assert.True(Circuits.RemovePeer("1"));
        Circuits.Complete(permit, Outcome.Success);
        Assert.Equal(["2"], metrics.Peers);
        Assert.Equal(0, metrics.Observations);
    }

    private sealed class Recorded : ICircuitMetrics, IPeerMetrics
    {
        public List<string> Peers { get; } = [];

        public int Observations { get; private set; }

        public IPeerMetrics Add(PeerId peer, Func<PeerFacts> facts)
        {
            Peers.Add(peer.Value);
            return this;
        }

        public void Remove(PeerId peer) => Peers.Remove(peer.Value);

        public void Observe(TimeSpan latency, LatencyStatus status) => Observations++;
    }
}
