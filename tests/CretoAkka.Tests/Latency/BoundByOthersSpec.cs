using CretoAkka.Core.Latency;
using CretoAkka.Tests.Support;

namespace CretoAkka.Tests.Latency;

public class BoundByOthersSpec() : CircuitTestKit(TestSettings.Peer with
{
    AdaptiveTimeout = new AdaptiveTimeoutPolicy { BaseTimeout = TimeSpan.FromSeconds(2) },
})
{
    private static readonly PeerId Node2 = "node-2";

    [Fact]
    [Trait("Decision", "D9")]
    public void A_peer_that_answers_ever_later_is_held_to_what_the_others_have()
    {
        Answer("fast", 10, TimeSpan.FromMilliseconds(100));
        Answer("faster", 10, TimeSpan.FromMilliseconds(50));
        Answer(Node2, 10, TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(2), Circuits.GetTimeout(Node2));
    }

    [Fact]
    [Trait("Decision", "D9")]
    public void The_bound_by_the_others_follows_them_without_another_sample()
    {
        Answer(Node2, 10, TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(8), Circuits.GetTimeout(Node2));
        Answer("fast", 10, TimeSpan.FromMilliseconds(100));
        Pass(TimeSpan.FromMilliseconds(150));
        Assert.Equal(TimeSpan.FromSeconds(2), Circuits.GetTimeout(Node2));
    }

    [Fact]
    [Trait("Decision", "D19")]
    public void A_peer_that_left_does_not_count_among_the_others()
    {
        PeerId[] leaving = ["left", "left-too"];
        foreach (var peer in leaving)
            Answer(peer, 10, TimeSpan.FromMilliseconds(500));
        Answer(Node2, 10, TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(4), Circuits.GetTimeout(Node2));

        foreach (var peer in leaving)
            Assert.True(Circuits.RemovePeer(peer));
        Answer("fast", 10, TimeSpan.FromMilliseconds(100));
        Answer("faster", 10, TimeSpan.FromMilliseconds(50));
        Pass(TimeSpan.FromMilliseconds(150));
        Assert.Equal(TimeSpan.FromSeconds(2), Circuits.GetTimeout(Node2));
    }

    private void Answer(PeerId peer, int times, TimeSpan latency)
    {
        for (var i = 0; i < times; i++)
            Circuits.RecordSuccess(peer, latency);
        Pass(TimeSpan.FromMilliseconds(20));
    }
}
