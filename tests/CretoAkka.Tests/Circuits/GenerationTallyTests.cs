using CretoAkka.Circuits;

namespace CretoAkka.Tests.Circuits;

public class GenerationTallyTests
{
    [Fact]
    [Trait("Decision", "D2")]
    public void What_comes_after_the_seal_is_not_in_the_count()
    {
        var tally = new GenerationTally();
        Assert.True(tally.TryCount());
        Assert.True(tally.TryCount());
        Assert.Equal(2, tally.Seal());
        Assert.False(tally.TryCount());
        Assert.Equal(2, tally.Count);
        Assert.Null(tally.Seal());
    }

    [Fact]
    [Trait("Decision", "D2")]
    public void A_seal_at_a_count_holds_at_that_count_and_no_other()
    {
        var tally = new GenerationTally();
        Assert.True(tally.TryCount());
        Assert.False(tally.TrySeal(0));
        Assert.True(tally.TrySeal(1));
        Assert.False(tally.TryCount());
        Assert.Equal(1, tally.Count);
        Assert.Null(tally.Seal());
    }
}
