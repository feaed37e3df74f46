using CretoAkka.Core.Latency;

namespace CretoAkka.Core.Tests.Latency;

[Trait("Decision", "D9")]
public class PeerTimeoutTests
{
    private static readonly AdaptiveTimeoutPolicy Policy = AdaptiveTimeoutPolicy.Default;
    private static readonly TimeSpan Median = Ms(500);

    private readonly PeerTimeout _peer = new(Policy);

    [Fact]
    public void A_new_peer_has_the_base_timeout()
    {
        Assert.Equal(Policy.BaseTimeout, _peer.InForce);
        Answer(9, Ms(50));
        Assert.Equal(Policy.BaseTimeout, _peer.Recompute(Median));
    }

    [Fact]
    public void Samples_move_the_timeout_only_when_it_is_recomputed()
    {
        Answer(10, Ms(150));
        Assert.Equal(Policy.BaseTimeout, _peer.InForce);
        Assert.Equal(Ms(300), _peer.Recompute(Median));
        Assert.Equal(Ms(300), _peer.InForce);
    }

    [Fact]
    public void A_new_incarnation_keeps_the_timeout_in_force_until_ten_new_samples()
    {
        Answer(100, Ms(150));
        _peer.Recompute(Median);

        _peer.BeginIncarnation();
        Answer(9, Ms(60));
        Assert.Equal(Ms(300), _peer.Recompute(Median));
        Answer(1, Ms(60));
        Assert.Equal(Ms(120), _peer.Recompute(Median));
    }

    [Fact]
    public void A_kept_timeout_too_is_capped_by_the_median_and_comes_back_with_it()
    {
        Answer(100, Ms(12_000));
        Assert.Equal(Ms(20_000), _peer.Recompute(Ms(5_000)));
        _peer.BeginIncarnation();
        Assert.Equal(Ms(12_000), _peer.Recompute(Ms(3_000)));
        Assert.Equal(Ms(20_000), _peer.Recompute(Ms(9_000)));
    }

    [Fact]
    public void Three_slow_answers_move_the_timeout_by_no_more_than_two_once_fast_ones_followed()
    {
        Answer(100, Ms(100));
        var before = _peer.Recompute(Median);
        Answer(3, Ms(9_000));
        Assert.Equal(2 * 2 * before, _peer.Recompute(Median)); // clipped at twice what was in force

        Answer(200, Ms(100));
        Assert.InRange(_peer.Recompute(Median), before / 2, before * 2);
    }

    [Fact]
    public void A_peer_that_answers_ever_later_cannot_stretch_its_timeout_beyond_the_others()
    {
        for (var i = 0; i < 2_000; i++)
        {
            _peer.Record(_peer.InForce * 0.99);
            Assert.InRange(_peer.Recompute(Median), Policy.MinTimeout, Policy.BaseTimeout);
        }
    }

    [Fact]
    public void A_peer_that_becomes_ten_times_slower_for_good_is_followed()
    {
        Answer(100, Ms(60));
        Assert.Equal(Ms(120), _peer.Recompute(Median));

        // Each sample may double what is in force, so ten times as long takes a few of them, not a window full.
        for (var i = 0; i < 10; i++)
        {
            Answer(1, Ms(600));
            _peer.Recompute(Median);
        }
        Assert.Equal(Ms(1200), _peer.InForce);
    }

    private void Answer(int times, TimeSpan latency)
    {
        for (var i = 0; i < times; i++)
            _peer.Record(latency);
    }

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
