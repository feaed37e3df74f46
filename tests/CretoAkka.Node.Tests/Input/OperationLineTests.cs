using System.Text;
using CretoAkka.Node.Input;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Store;
using static System.StringComparison;

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

    [Theory]
    [InlineData('k', 256)]
    [InlineData('é', 128)]
    [InlineData('€', 85)]
    public void A_key_has_as_many_bytes_as_the_store_takes(char letter, int most)
    {
        foreach (var verb in (string[])["GET {0}", "PUT {0} 1"])
        {
            Assert.NotNull(OperationLine.Parse(Line(verb, letter, most), out _));
            Assert.Null(OperationLine.Parse(Line(verb, letter, most + 1), out var error));
            Assert.StartsWith("a key has at most 256 bytes of UTF-8, and this one has 25", error, Ordinal);
        }
    }

    [Theory]
    [InlineData('v', 8192)]
    [InlineData('é', 4096)]
    public void A_value_has_as_many_bytes_as_the_store_takes(char letter, int most)
    {
        Assert.NotNull(OperationLine.Parse("PUT k " + new string(letter, most), out _));
        Assert.Null(OperationLine.Parse("PUT k " + new string(letter, most + 1), out var error));
        Assert.StartsWith("a value has at most 8192 bytes of UTF-8, and this one has 819", error, Ordinal);
    }

    [Fact]
    public void What_is_read_the_store_takes()
    {
        var read = OperationLine.Parse($"PUT {new string('é', 128)} {new string('é', 4096)}", out _)!.Value;

        var put = new KeyValueOperation.Put(read.Key, Bytes.Of(Encoding.UTF8.GetBytes(read.Value!)));

        Assert.Equal(put, KeyValueOperation.TryDecode(put.Encode().Span));
    }

    private static string Line(string verb, char letter, int length) =>
        verb.Replace("{0}", new string(letter, length), Ordinal);
}
