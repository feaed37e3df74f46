using CretoAkka.Circuits;

namespace CretoAkka.Tests.Circuits;

public class GenerationTallyTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Decision", "D2")]
    public void What_comes_after_the_seal_is_not_in_the_count(bool isSpread)
    {
        var tally = Tally(isSpread);
        Assert.True(tally.TryCount(out _));
        Assert.True(tally.TryCount(out _));
        tally.Seal();
        Assert.False(tally.TryCount(out _));
        Assert.Equal(2, tally.Count);
        tally.Seal();
        Assert.Equal(2, tally.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Decision", "D2")]
    public void A_seal_at_a_count_holds_at_that_count_and_no_other(bool isSpread)
    {
        var tally = Tally(isSpread);
        Assert.True(tally.TryCount(out _));
        Assert.False(tally.TrySeal(0));
        Assert.True(tally.TryCount(out _));
        Assert.True(tally.TrySeal(2));
        Assert.False(tally.TryCount(out _));
        Assert.Equal(2, tally.Count);
    }

    [Fact]
    public void What_was_counted_before_it_was_spread_is_in_the_count_and_under_the_seal()
    {
        var tally = new GenerationTally();
        Assert.True(tally.TryCount(out _));
        tally.Spread();
        Assert.True(tally.TryCount(out _));
        tally.Spread();
        Assert.Equal(2, tally.Count);
        Assert.True(tally.TrySeal(2));
        tally.Spread();
        Assert.False(tally.TryCount(out _));
    }

    [Fact]
    public void It_says_once_that_it_is_busy()
    {
        var tally = new GenerationTally();
        var busy = new List<long>();
        for (long i = 1; i <= 3 * GenerationTally.Many; i++)
        {
            Assert.True(tally.TryCount(out var isBusy));
            if (isBusy)
                busy.Add(i);
        }
        Assert.Equal([GenerationTally.Many], busy);
    }

    private static GenerationTally Tally(bool isSpread)
    {
        var tally = new GenerationTally();
        if (isSpread)
            tally.Spread();
        return tally;
    }
}
