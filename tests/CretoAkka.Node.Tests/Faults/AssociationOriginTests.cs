using CretoAkka.Node.Faults;

namespace CretoAkka.Node.Tests.Faults;

public sealed class AssociationOriginTests
{
    [Fact]
    public void A_handshake_names_the_system_that_sends_it()
    {
        var frame = Handshake.Of("node-4");

        Assert.Equal(frame.Length, AssociationOrigin.BytesNeeded(frame));
        Assert.Equal("node-4", AssociationOrigin.Find(frame, frame.Length));
    }

    [Fact]
    public void What_follows_the_handshake_does_not_matter()
    {
        byte[] more = [.. Handshake.Of("node-4"), .. Handshake.Of("node-1")];

        Assert.Equal("node-4", AssociationOrigin.Find(more, more.Length));
    }

    [Fact]
    public void A_part_of_a_handshake_names_nobody_yet()
    {
        var frame = Handshake.Of("node-4");
        for (var count = 0; count < frame.Length; count++)
        {
            Assert.True(AssociationOrigin.BytesNeeded(frame.AsSpan(0, count)) > count);
            Assert.Null(AssociationOrigin.Find(frame, count));
        }
    }

    public static TheoryData<byte[]> NoHandshakes => new()
    {
        "GET / HTTP/1.1"u8.ToArray(),
        new byte[] { 0, 0, 0, 0, 1, 2 },
        Handshake.Frame([0xff, 0xff, 0xff, 0xff]),
        Handshake.Frame([0x12, 0x7f, 0x00]),
        Handshake.Frame([0x08, 0x01]),
        Handshake.Frame(Handshake.Block(2, Handshake.Block(1, "node-4"u8))),
    };

    [Theory]
    [MemberData(nameof(NoHandshakes))]
    public void Anything_else_names_nobody(byte[] bytes) =>
        Assert.Null(AssociationOrigin.Find(bytes, bytes.Length));
}
