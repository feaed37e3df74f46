using CretoAkka.Node.Commands;

namespace CretoAkka.Node.Tests.Commands;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("60s", 60_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("250ms", 250)]
    [InlineData("2m", 120_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("40 s", 40_000)]
    public void A_number_and_a_unit_are_a_length(string text, double milliseconds)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), duration);
    }

    [Fact]
    public void Infinite_is_no_length_but_right()
    {
        Assert.True(DurationText.TryParse("infinite", out var duration));
        Assert.Null(duration);
    }

    [Theory]
    [InlineData("60")]
    [InlineData("s")]
    [InlineData("0s")]
    [InlineData("-1s")]
    [InlineData("1,5s")]
    [InlineData("1e9s")]
    [InlineData("100000h")]
    [InlineData("NaNs")]
    [InlineData("Infinitys")]
    [InlineData("-Infinitys")]
    [InlineData("∞s")]
    [InlineData("1e-9ms")]
    [InlineData("0.00000001ms")]
    [InlineData("soon")]
    [InlineData("")]
    public void Anything_else_is_refused(string text) => Assert.False(DurationText.TryParse(text, out _));
}
