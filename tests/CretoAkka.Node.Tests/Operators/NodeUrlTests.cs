using CretoAkka.Node.Operators;

namespace CretoAkka.Node.Tests.Operators;

public sealed class NodeUrlTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5080", null)]
    [InlineData("127.0.0.1:5080", "http://127.0.0.1:5080", null)]
    [InlineData("node-1", "http://node-1", null)]
    [InlineData("https://node-1/circuits", "https://node-1", null)]
    [InlineData("http://127.0.0.1:5080/circuits#token=a%2Bb", "http://127.0.0.1:5080", "a+b")]
    [InlineData("http://[::1]:5080/", "http://[::1]:5080", null)]
    public void An_address_or_a_link_to_the_page_is_read(string text, string root, string? token)
    {
        var url = NodeUrl.TryParse(text)!;
        Assert.Equal((root, token), (url.ToString(), url.Token));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080/circuits", null, "/api/circuits")]
    [InlineData("http://127.0.0.1:5080/circuits?instance=bulk#token=a", "bulk", "/api/circuits?instance=bulk")]
    [InlineData("127.0.0.1:5080/circuits?x=1&instance=a%20b", "a b", "/api/circuits?instance=a%20b")]
    public void A_link_to_the_page_of_an_instance_names_it(string text, string? instance, string asked)
    {
        var url = NodeUrl.TryParse(text)!;
        Assert.Equal((instance, asked), (url.Instance, url.Circuits.PathAndQuery));
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://")]
    [InlineData("ftp://node-1")]
    [InlineData("http://me:secret@node-1")]
    [InlineData("a b")]
    public void What_is_none_is_refused(string text) => Assert.Null(NodeUrl.TryParse(text));
}
