using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Sessions;

/// <summary>A process that stood still itself.</summary>
[Trait("Decision", "D20")]
public sealed class OwnPauseTests : VirtualNetworkTest
{
    [Theory]
    [InlineData(2)]
    [InlineData(60)]
    public void A_pause_of_this_process_fails_no_peer(int seconds)
    {
        var (a, b) = Joined();
        b.Circuits.AddPeer(A, VirtualNode.AddressOf("a"));
        Network.Pass(Ms(1000), () => a.Circuits.Send(B, 1));
        a.IsPaused = true;
        Network.Pass(TimeSpan.FromSeconds(seconds));
        a.IsPaused = false;
        Network.Pass(TimeSpan.FromSeconds(5), () => a.Circuits.Send(B, 1));

        Assert.Equal((CircuitState.Closed, 0L), (a.Circuits.GetState(B), a.Circuits.GetStats(B).Failures));
        Assert.Equal(CircuitState.Closed, b.Circuits.GetState(A)); // it found us silent, and took us in again
    }

    [Fact]
    public void A_peer_that_hangs_through_our_own_pause_is_cut_off_after_it()
    {
        var (a, _) = Joined();
        Network.Pass(Ms(1000), () => a.Circuits.Send(B, 1));
        Network.Freeze("b");
        Network.Pass(Ms(500), () => a.Circuits.Send(B, 1));
        a.IsPaused = true;
        Network.Pass(TimeSpan.FromSeconds(10));
        a.IsPaused = false;
        var awake = Network.Now;
        Network.Pass(2 * T + Ms(50), () => a.Circuits.Send(B, 1));

        Assert.InRange(Assert.Single(Network.LogOf<CircuitOpened>("a")).At, awake + T, awake + 2 * T + Ms(50));
    }

    [Fact]
    public void A_ping_that_was_on_its_way_in_a_pause_is_not_a_failed_probe()
    {
        var (a, _) = Joined();
        CutUntilOpen(a);
        Network.PassUntil(() => a.Circuits.GetState(B) == CircuitState.HalfOpen, OpenTimeout);
        Network.Settle();
        var trips = a.Circuits.GetStats(B).Trips;
        a.IsPaused = true;
        Network.Pass(Ms(3000));
        Cut(false);
        a.IsPaused = false;
        Network.Pass(Ms(2000));

        Assert.Equal((CircuitState.Closed, trips), (a.Circuits.GetState(B), a.Circuits.GetStats(B).Trips));
    }
}
