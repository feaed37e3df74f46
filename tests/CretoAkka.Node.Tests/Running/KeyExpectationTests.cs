using CretoAkka.Node.Running;

namespace CretoAkka.Node.Tests.Running;

public sealed class KeyExpectationTests
{
    private readonly KeyExpectation _key = new();

    [Fact]
    public void Before_any_write_there_is_no_value()
    {
        Assert.True(_key.Allows(null));
        Assert.False(_key.Allows("1"));
        Assert.False(_key.IsWritten);
    }

    [Fact]
    public void An_acknowledged_write_replaces_what_was_there()
    {
        _key.Acknowledged("1");
        _key.Acknowledged("2");

        Assert.True(_key.Allows("2"));
        Assert.False(_key.Allows("1"));
        Assert.False(_key.Allows(null));
        Assert.True(_key.IsWritten);
    }

    [Fact]
    public void A_write_that_was_given_up_stays_possible()
    {
        _key.Acknowledged("1");
        _key.GivenUp("2");

        Assert.True(_key.Allows("1"));
        Assert.True(_key.Allows("2"));
        _key.Acknowledged("3");
        Assert.True(_key.Allows("2"));
        Assert.False(_key.Allows("1"));
    }
}
