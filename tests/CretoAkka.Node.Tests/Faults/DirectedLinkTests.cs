using CretoAkka.Node.Faults.Links;

namespace CretoAkka.Node.Tests.Faults;

public sealed class DirectedLinkTests
{
    [Fact]
    public void The_same_seed_loses_the_same_frames_and_another_one_others()
    {
        Assert.Equal(Lost(seed: 7, loss: 0.5), Lost(seed: 7, loss: 0.5));
        Assert.NotEqual(Lost(seed: 7, loss: 0.5), Lost(seed: 8, loss: 0.5));
    }

    [Fact]
    public void A_perfect_link_loses_nothing_and_a_cut_one_everything()
    {
        Assert.DoesNotContain(true, Lost(seed: 1, loss: 0));
        Assert.DoesNotContain(false, Lost(seed: 1, loss: 1));
    }

    [Fact]
    public void A_rate_is_a_time_for_each_frame()
    {
        Assert.Equal(TimeSpan.FromSeconds(0.5), new LinkCondition { BytesPerSecond = 100_000 }.TimeFor(50_000));
        Assert.Equal(TimeSpan.Zero, LinkCondition.Perfect.TimeFor(50_000));
    }

    private static List<bool> Lost(int seed, double loss)
    {
        var link = new DirectedLink(seed) { Condition = new LinkCondition { Loss = loss } };
        return [.. Enumerable.Range(0, 100).Select(_ => link.Drops())];
    }
}
