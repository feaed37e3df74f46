using System.Runtime.Serialization;
using System.Text;
using CretoAkka.Authentication;
using CretoAkka.Core.Sessions;
using CretoAkka.Wire;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Tests.Wire;

/// <summary>What proves who says something, byte for byte; computed by other means than here.</summary>
[Trait("Decision", "D18")]
public class GoldenProofsTests
{
    private const string Frame = "0801" + "120161" + "190500000000000000" + "2009" + "2804" + "32072F757365722F72"
        + "3A0B" + "0809" + "1011" + "1A014D" + "2202ABCD" + "3A04" + "080A" + "1001" + "410300000000000000";

    private const string Acknowledgement = "0801" + "120162" + "190500000000000000" + "210300000000000000" + "2804"
        + "3014" + "3A0408021003" + "3A0408071007" + "420408091009";

    private const string Label = "00000013437265746F416B6B612073657373696F6E2031";

    private const string Opened = "00000001" + "61" + "00000001" + "62" + "000000080000000000000005"
        + "00000008FFFFFFFFFFFFFFFE" + "000000080000000000000001" + "000000080000000000000001" + "00000003010203";

    private static readonly CretoSerializer Serializer = new(null!);
    private static readonly SessionKey Key = new([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);
    private static readonly Opening Opening = new("a", "b", 5, -2, 1, 1, new byte[] { 1, 2, 3 });

    private static readonly Frame PlainFrame = new(
        "a", 5, 3, 9, 4, "/user/r", [new(9, 17, "M", new byte[] { 0xAB, 0xCD }), new(10, 1, "", default)]);

    private static readonly Acknowledged PlainAcknowledged =
        new("b", new Acknowledgement(5, 3, 4, 20, [new(2, 3), new(7, 7)], [new(9, 9)]));

    [Fact]
    public void A_frame_ends_with_its_code()
    {
        var sealedFrame = PlainFrame with { Key = Key };
        Assert.Equal(("FC", Frame + "7A10" + "48A925364184DCF65ED5B94BD6419689"), Written(sealedFrame));
        var read = (SealedFrame)Serializer.FromBinary(Serializer.ToBinary(sealedFrame), "FC");
        Assert.Equal(("a", 5UL), (read.From, read.Nonce));
        Assert.True(Sealing.IsUnder(Key, read.Bytes));
        Assert.Equal(Frame, Written(Sealing.Frame(read)!).Bytes);
        Assert.Equal(Written(sealedFrame), Written(read));
    }

    [Fact]
    public void An_acknowledgement_ends_with_its_code()
    {
        var acknowledged = PlainAcknowledged with { Key = Key };
        Assert.Equal(("AC", Acknowledgement + "7A10" + "B291A6565254808512A4834197E5D4BE"), Written(acknowledged));
        var read = (SealedAcknowledged)Serializer.FromBinary(Serializer.ToBinary(acknowledged), "AC");
        Assert.Equal(("b", 5UL), (read.From, read.Nonce));
        Assert.True(Sealing.IsUnder(Key, read.Bytes));
        Assert.Equal(Acknowledgement, Written(Sealing.Acknowledged(read)!).Bytes);
        Assert.Equal(Written(acknowledged), Written(read));
    }

    [Theory]
    [InlineData("")]
    [InlineData(Frame)]
    [InlineData(Frame + "7A0F000102030405060708090A0B0C0D0E")]
    [InlineData(Frame + "7210000102030405060708090A0B0C0D0E0F")]
    public void What_ends_without_a_code_is_refused(string bytes)
    {
        Assert.Throws<SerializationException>(() => Serializer.FromBinary(Convert.FromHexString(bytes), "FC"));
        Assert.Throws<SerializationException>(() => Serializer.FromBinary(Convert.FromHexString(bytes), "AC"));
    }

    [Fact]
    public void A_proof_follows_what_it_is_about()
    {
        var proof = new Proof(new byte[] { 1, 2 }, new byte[] { 3 });
        var (hello, welcome) = (new Hello("a", 5, -2, 7, 1, 1), new Welcome("b", 5, 3, 7, 1));
        var stranger = new Stranger("b", 5, 3);
        Assert.Equal(Written(hello).Bytes + "72020102" + "7A0103", Written(hello with { Proof = proof }).Bytes);
        Assert.Equal(Written(welcome).Bytes + "72020102" + "7A0103", Written(welcome with { Proof = proof }).Bytes);
        Assert.Equal(Written(stranger).Bytes + "7A0103", Written(stranger with { Proof = proof }).Bytes);

        var read = ((Hello)Serializer.FromBinary(Serializer.ToBinary(hello with { Proof = proof }), "H")).Proof!;
        Assert.Equal("0102 03", $"{Convert.ToHexString(read.Key.Span)} {Convert.ToHexString(read.Signature.Span)}");
    }

    [Fact]
    public void A_proof_longer_than_any_is_none()
    {
        var hello = new Hello("a", 5, -2, 7, 1, 1);
        foreach (var proof in (Proof[])[new(new byte[257], new byte[3]), new(new byte[3], new byte[257])])
            Assert.Null(((Hello)Serializer.FromBinary(Serializer.ToBinary(hello with { Proof = proof }), "H")).Proof);
    }

    [Fact]
    public void What_is_signed_has_a_label_and_each_part_behind_its_length()
    {
        Assert.Equal(
            Label + "00000005" + Hex("hello") + Opened + "000000080000000000000007",
            Convert.ToHexString(Opening.Hello(7)));
        Assert.Equal(
            Label + "00000007" + Hex("welcome") + Opened + "000000080000000000000003" + "000000080000000000000001"
                + "000000020405" + "000000080000000000000007",
            Convert.ToHexString(Opening.Welcome(7, 3, 1, [4, 5])));
        Assert.Equal(
            Label + "00000008" + Hex("stranger") + "00000001" + "62" + "00000001" + "61"
                + "000000080000000000000005" + "000000080000000000000003",
            Convert.ToHexString(Opening.Stranger("b", "a", 5, 3)));
    }

    [Fact]
    public void The_two_keys_of_a_session_are_derived_as_ever()
    {
        var keys = Opening.Keys([.. Enumerable.Range(32, 32).Select(i => (byte)i)], 3, 1, [4, 5]);
        Assert.Equal("BEA3DA0A913CFC86887D3D245BFC4C24", Code(keys.Frames));
        Assert.Equal("F734442BA906A67B4F26C5CC298782AA", Code(keys.Acknowledgements));
    }

    private static string Code(SessionKey key)
    {
        var code = new byte[SessionKey.CodeLength];
        key.Code([0xAB], code);
        return Convert.ToHexString(code);
    }

    private static string Hex(string text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text));

    private static (string Manifest, string Bytes) Written(object message) =>
        (Serializer.Manifest(message), Convert.ToHexString(Serializer.ToBinary(message)));
}
