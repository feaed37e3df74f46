using CretoAkka.Core.Circuits;
using CretoAkka.Core.Latency;
using CretoAkka.Tests.Support;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Attacks;

/// <summary>A peer that wants a longer timeout than it deserves, and one that deserves a longer one.</summary>
[Trait("Decision", "D9")]
public sealed class StretchedTimeoutTests : VirtualNetworkTest
{
    private static readonly AdaptiveTimeoutPolicy Adaptive = new() { BaseTimeout = TimeSpan.FromSeconds(2) };
    private static readonly PeerId[] Others = ["c", "d", "e"];

    [Theory]
    [InlineData(50, 2000)] // four times what the others have is less than the base timeout
    [InlineData(400, 3200)]
    public void Who_answers_just_in_time_for_ever_has_at_most_four_times_what_the_others_have(int others, int most)
    {
        var a = Network.Start("a", TestSettings.Of(Peer with { AdaptiveTimeout = Adaptive }));
        foreach (var peer in Others)
            Answer(a, peer, 20, Ms(others));
        for (var round = 0; round < 300; round++)
        {
            var before = a.Circuits.GetTimeout(B);
            Answer(a, B, 1, 0.99 * before);
            Assert.InRange(a.Circuits.GetTimeout(B), TimeSpan.Zero, Ms(most));
        }
        Assert.Equal(Ms(most), a.Circuits.GetTimeout(B)); // The bound is what holds it.
    }

    [Fact]
    public void Names_that_never_answered_do_not_let_a_peer_stretch_its_timeout_further()
    {
        var a = Network.Start("a", TestSettings.Of(Peer with { AdaptiveTimeout = Adaptive }));
        foreach (var peer in Others)
            Answer(a, peer, 20, Ms(50));
        for (var name = 0; name < 8; name++)
            a.Circuits.AddPeer($"made-up-{name}");
        for (var round = 0; round < 100; round++)
            Answer(a, B, 1, 0.99 * a.Circuits.GetTimeout(B));
        Assert.Equal(Ms(2000), a.Circuits.GetTimeout(B));
    }

    [Fact]
    public void One_answer_counts_for_twice_the_timeout_in_force_however_late_it_is()
    {
        var a = Network.Start("a", TestSettings.Of(Peer with { AdaptiveTimeout = Adaptive }));
        Answer(a, B, 100, Ms(100));
        Assert.Equal(Ms(200), a.Circuits.GetTimeout(B));
        Answer(a, B, 2, TimeSpan.FromHours(1));
        Assert.Equal(Ms(800), a.Circuits.GetTimeout(B));
    }

    [Fact]
    public void Three_late_answers_are_forgotten_after_two_hundred_fast_ones()
    {
        var a = Network.Start("a", TestSettings.Of(Peer with { AdaptiveTimeout = new AdaptiveTimeoutPolicy() }));
        Answer(a, B, 100, Ms(10));
        var before = a.Circuits.GetTimeout(B);
        Answer(a, B, 3, TimeSpan.FromSeconds(9));
        Assert.True(a.Circuits.GetTimeout(B) > 2 * before);
        Answer(a, B, 200, Ms(10));
        Assert.InRange(a.Circuits.GetTimeout(B), before / 2, 2 * before);
    }

    [Fact]
    public void A_peer_that_becomes_ten_times_slower_trips_once_at_most_and_is_followed()
    {
        var (a, _) = Joined(Peer with { AdaptiveTimeout = Adaptive });
        Network.Wire("b", "a").Delay = static _ => Ms(100);
        Network.Pass(TimeSpan.FromSeconds(40), () => a.Circuits.Send(B, 1));
        Assert.InRange(a.Circuits.GetTimeout(B), Ms(200), Ms(400));

        Network.Wire("b", "a").Delay = static _ => Ms(1000);
        Network.Pass(TimeSpan.FromSeconds(60), () => a.Circuits.Send(B, 1));
        Assert.InRange(Network.LogOf<CircuitOpened>("a").Count, 0, 1);
        Assert.InRange(Network.LogOf<CircuitHalfOpened>("a").Count, 0, 1);
        Assert.Equal(CircuitState.Closed, a.Circuits.GetState(B));
        Assert.InRange(a.Circuits.GetTimeout(B), Ms(2000), Ms(4000));
    }

    // A tick of the reader apart: a sample is clipped by the timeout that the one before it left.
    private void Answer(VirtualNode node, PeerId peer, int times, TimeSpan latency)
    {
        for (var i = 0; i < times; i++)
            node.Circuits.RecordSuccess(peer, latency);
        Network.Pass(Ms(20));
    }
}
