using System.Runtime.Serialization;
using CretoAkka.Core.Sessions;
using CretoAkka.Relays;
using CretoAkka.Sessions;
using CretoAkka.Wire;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Tests.Wire;

/// <summary>What nodes of any version must go on understanding, byte for byte.</summary>
[Trait("Decision", "D18")]
public class GoldenBytesTests
{
    private static readonly CretoSerializer Serializer = new(null!);

    private static readonly Dictionary<string, (ISessionMessage Message, string Manifest, string Bytes)> Golden = new()
    {
        ["hello"] = (new Hello("node-1", 0x1122334455667788, -2, 7, 1, 1), "H",
            "0801" + "12066E6F64652D31" + "198877665544332211" + "21FEFFFFFFFFFFFFFF" + "2807" + "3001" + "3801"),
        ["welcome"] = (new Welcome("node-2", 0x1122334455667788, 3, 7, 1), "W",
            "0801" + "12066E6F64652D32" + "198877665544332211" + "210300000000000000" + "2807"),
        ["frame"] = (
            new Frame("a", 5, 3, 9, 4, "/user/r",
                [new(9, 17, "M", new byte[] { 0xAB, 0xCD }), new(10, 1, "", default)]),
            "F",
            "0801" + "120161" + "190500000000000000" + "2009" + "2804" + "32072F757365722F72"
            + "3A0B" + "0809" + "1011" + "1A014D" + "2202ABCD" + "3A04" + "080A" + "1001" + "410300000000000000"),
        ["marker alone"] = (new Frame("a", 5, -1, 1, 300, "/user/r", []), "F",
            "0801" + "120161" + "190500000000000000" + "2001" + "28AC02" + "32072F757365722F72"
            + "41FFFFFFFFFFFFFFFF"),
        ["acknowledged"] = (
            new Acknowledged("b", new Acknowledgement(5, 3, 4, 20, [new(2, 3), new(7, 7)], [new(9, 9)])),
            "A",
            "0801" + "120162" + "190500000000000000" + "210300000000000000" + "2804" + "3014"
            + "3A0408021003" + "3A0408071007" + "420408091009"),
        ["stranger"] = (new Stranger("b", 5, 3), "S",
            "0801" + "120162" + "190500000000000000" + "210300000000000000"),
    };

    private static readonly Type[] ReadOnly = [typeof(Unknown), typeof(SealedFrame), typeof(SealedAcknowledged)];

    public static TheoryData<string> Names => [.. Golden.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_message_is_written_as_ever(string name)
    {
        var (message, manifest, bytes) = Golden[name];
        Assert.Equal(manifest, Serializer.Manifest(message));
        Assert.Equal(bytes, Convert.ToHexString(Serializer.ToBinary(message)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_message_is_read_as_ever_and_what_a_newer_node_adds_is_ignored(string name)
    {
        var (message, manifest, bytes) = Golden[name];
        // Fields 200 and 201: a number and a text.
        foreach (var more in (string[])["", "C00C2A", "CA0C03616263", "C00C2ACA0C03616263"])
        {
            var read = (ISessionMessage)Serializer.FromBinary(Convert.FromHexString(bytes + more), manifest);
            Assert.Equal(Text(message), Text(read));
        }
    }

    [Fact]
    public void Every_kind_of_message_has_golden_bytes() => Assert.Equal(
        typeof(SessionProtocol).GetNestedTypes()
            .Where(t => !t.IsInterface && !ReadOnly.Contains(t) && typeof(ISessionMessage).IsAssignableFrom(t))
            .Select(t => t.Name).Order(),
        Golden.Values.Select(g => g.Message.GetType().Name).Distinct().Order());

    [Fact]
    public void The_first_bytes_are_the_version()
    {
        Assert.All(Golden.Values, g => Assert.StartsWith("0801", g.Bytes, StringComparison.Ordinal));
        Assert.Equal(38_271, Serializer.Identifier);
    }

    [Theory]
    [InlineData("")]
    [InlineData("X")]
    [InlineData("h")]
    [InlineData("HH")]
    public void A_message_of_a_kind_to_come_is_known_by_its_sender_alone(string manifest)
    {
        // Version 2, from "b", and fields 3 and 4 of other types than those of today.
        var bytes = Convert.FromHexString("0802" + "120162" + "1805" + "2203414243");
        var read = Serializer.FromBinary(bytes, manifest);
        Assert.Equal(new Unknown("b"), read);
        Assert.Throws<SerializationException>(() => Serializer.FromBinary([0x12, 0x05, 1], manifest));
        Assert.Throws<ArgumentException>(() => Serializer.Manifest(read));
    }

    [Fact]
    public void A_version_too_large_for_a_number_does_not_come_out_negative()
    {
        var hello = (Hello)Serializer.FromBinary(Convert.FromHexString("30FFFFFFFF0F38FFFFFFFF0F"), "H");
        Assert.Equal((int.MaxValue, int.MaxValue), (hello.LowestVersion, hello.HighestVersion));
    }

    [Fact]
    public void A_relayed_message_is_written_and_read_as_ever()
    {
        var message = new RelayedMessage("a", 5, "b", new(0, 17, "M", new byte[] { 0xAB }));
        const string Bytes = "0801" + "120161" + "190500000000000000" + "220162" + "2A08" + "1011" + "1A014D" + "2201AB";

        Assert.Equal(("R", Bytes), (Serializer.Manifest(message), Convert.ToHexString(Serializer.ToBinary(message))));
        var read = (RelayedMessage)Serializer.FromBinary(Convert.FromHexString(Bytes + "C00C2A"), "R");
        Assert.Equal((message.Author, message.Id, message.Addressee), (read.Author, read.Id, read.Addressee));
        Assert.Equal((17, "M", "AB"),
            (read.Payload.Serializer, read.Payload.Manifest, Convert.ToHexString(read.Payload.Data.Span)));
    }

    private static string Text(ISessionMessage message) => message switch
    {
        Frame f => f with { Payloads = [] } + string.Join(';', f.Payloads.Select(p =>
            $"{p.Number} {p.Serializer} {p.Manifest} {Convert.ToHexString(p.Data.Span)}")),
        Acknowledged { Acknowledgement: var ack } =>
            $"{message.From} {ack.Nonce} {ack.Incarnation} {ack.Marker} {ack.Highest} "
            + string.Join(';', ack.Missing) + string.Join(';', ack.Undeliverable),
        _ => message.ToString()!,
    };
}
