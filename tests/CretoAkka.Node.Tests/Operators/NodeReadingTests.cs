using CretoAkka.Node.Operators;

namespace CretoAkka.Node.Tests.Operators;

public sealed class NodeReadingTests
{
    [Fact]
    public void What_is_not_said_has_its_usual_value_and_what_is_not_known_is_passed_over()
    {
        var reading = NodeReading.TryParse("""{"node":"a","circuits":[{"peer":"b"}],"newer":[1]}""");

        Assert.Equal(("a", "b", ""), (reading!.Node, reading.Circuits[0].Peer, reading.Circuits[0].State));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"node":null}""")]
    [InlineData("""{"circuits":null}""")]
    [InlineData("""{"circuits":[null]}""")]
    [InlineData("""{"circuits":[{"peer":null}]}""")]
    [InlineData("""{"circuits":[{"trips":"many"}]}""")]
    public void What_no_node_says_is_no_reading(string json) => Assert.Null(NodeReading.TryParse(json));
}
