using CretoAkka.Node.Input;

namespace CretoAkka.Node.Tests.Input;

public sealed class OperationLineTests
{
    [Theory]
    [InlineData("PUT a 1", "a", "1")]
    [InlineData("PUT a 1\r", "a", "1")]
    [InlineData("PUT a the rest of the line", "a", "the rest of the line")]
    [InlineData("PUT a  two spaces kept ", "a", " two spaces kept ")]
    [InlineData("PUT a # no comment", "a", "# no comment")]
    [InlineData("  PUT \t a 1", "a", "1")]
    [InlineData("GET a", "a", null)]
    [InlineData("GET a  ", "a", null)]
    [InlineData("GET a\r", "a", null)]
    public void A_right_line_is_an_operation(string line, string key, string? value)
    {
        Assert.Equal(new Operation(key, value), OperationLine.Parse(line, out var error));
        Assert.Null(error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\r")]
    [InlineData("# a comment")]
    [InlineData("  # indented")]
    public void Blank_lines_and_comments_are_nothing(string line)
    {
        Assert.Null(OperationLine.Parse(line, out var error));
        Assert.Null(error);
    }

    [Theory]
    [InlineData("PUT", "PUT without a key.")]
    [InlineData("PUT a", "PUT without a value.")]
    [InlineData("PUT a ", "PUT without a value.")]
    [InlineData("GET", "GET without a key.")]
    [InlineData("GET a b", "GET takes one key, and 'b' follows it.")]
    [InlineData("put a 1", "expected PUT key value or GET key, not 'put'.")]
    [InlineData("DELETE a", "expected PUT key value or GET key, not 'DELETE'.")]
    public void A_wrong_line_says_what_is_wrong(string line, string expected)
    {
        Assert.Null(OperationLine.Parse(line, out var error));
        Assert.Equal(expected, error);
    }

    [Fact]
    public void A_key_has_a_longest_length()
    {
        Assert.NotNull(OperationLine.Parse("GET " + new string('k', OperationLine.MaxKey), out _));
        Assert.Null(OperationLine.Parse("GET " + new string('k', OperationLine.MaxKey + 1), out var error));
        Assert.Equal("a key has at most 256 characters.", error);
    }
}
