using CretoAkka.Calls;
using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support;

namespace CretoAkka.Tests.Peers;

public sealed class PeerReportTests : CircuitTestKit
{
    private static readonly PeerId Peer = "b";

    [Fact]
    public void Looking_for_a_peer_adds_none()
    {
        Assert.Null(Circuits.FindPeer(Peer));
        Assert.Empty(Circuits.GetPeers());
        Assert.Empty(Circuits.GetStats());
    }

    [Fact]
    public void All_peers_are_reported_by_name_with_what_they_obey()
    {
        Circuits.AddPeer(Peer);
        Circuits.AddPeer("a");

        Assert.Equal(["a", "b"], Circuits.GetPeers().Select(report => report.Peer.Value));
        Assert.Equal(TestSettings.Peer, Circuits.FindPeer(Peer)!.Settings);
        Assert.Same(Sys, Circuits.ActorSystem);
    }

    [Fact]
    [Trait("Decision", "D10")]
    public void What_time_alone_will_change_counts_down_also_where_it_was_forced()
    {
        Circuits.AddPeer(Peer);
        Assert.Null(Circuits.FindPeer(Peer)!.Stats.ChangesIn);

        Circuits.ForceOpen(Peer, TimeSpan.FromSeconds(3));
        Pass(TimeSpan.FromSeconds(1));

        var stats = Circuits.FindPeer(Peer)!.Stats;
        Assert.Equal(
            (CircuitMode.ForcedOpen, TimeSpan.FromSeconds(2), null), (stats.Mode, stats.ChangesIn, stats.RetryAfter));
        Circuits.ForceOpen(Peer);
        Assert.Null(Circuits.FindPeer(Peer)!.Stats.ChangesIn);
    }

    [Fact]
    public void Probes_that_succeeded_are_counted_until_they_are_enough()
    {
        Circuits.ForceOpen(Peer, TimeSpan.FromSeconds(1));
        Pass(TimeSpan.FromSeconds(1));

        Assert.True(Circuits.TryAcquire(Peer, out var permit));
        Circuits.Complete(permit, Outcome.Success);

        var stats = Circuits.FindPeer(Peer)!.Stats;
        Assert.Equal((CircuitState.HalfOpen, 1, 0), (stats.State, stats.ProbesSucceeded, stats.ProbesInFlight));
    }
}
