using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Tests.Support;

namespace CretoAkka.Pbft.Tests.Messages;

/// <summary>The bytes of the kinds that move views, checkpoints and states, written down once and for all.</summary>
public class GoldenBytesTests
{
    private const string Empty = "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855";
    private const string One = "0000000000000001";
    private const string Two = "0000000000000002";

    // Two signatures: of the first replica, one byte, and of the third, two bytes.
    private const string Vouchers = "0002" + "00" + "0001" + "AA" + "02" + "0002" + "BBCC";

    private static readonly Digest OfNothing = Digest.Of([]);

    private static readonly ValueList<Voucher> Signatures =
        [new(0, Bytes.Of([0xAA])), new(2, Bytes.Of([0xBB, 0xCC]))];

    public static TheoryData<string, string> Bodies => new()
    {
        { nameof(Checkpoint), "09" + "016E" + Two + Empty },
        { nameof(ViewChange), "0A" + "016E" + Two + One + Empty + Vouchers + "0001" + One + Two + Empty + Vouchers },
        { nameof(NewView), "0B" + "016E" + Two + "0001" + "03" + Empty },
        { nameof(Stable), "0C" + "016E" + Two + One + Empty + Vouchers },
        { nameof(Recover), "0D" + "016E" + Two },
        { nameof(FetchByDigest), "0E" + "016E" + "0001" + Empty },
        { nameof(FetchedBatch), "0F" + "016E" + "0000" },
        { nameof(StateChunk), "10" + "016E" + "0002" + "0102" },
        { nameof(Status), "06" + "016E" + Two + "01" + One + Two + "0001" + "03" },
        { nameof(Committed), "08" + "016E" + One + Two + "0000" + Vouchers },
    };

    private static ProtocolMessage Message(string kind) => kind switch
    {
        nameof(Checkpoint) => new Checkpoint("n", 2, OfNothing),
        nameof(ViewChange) => new ViewChange(
            "n", 2, new(1, OfNothing, Signatures), [new(1, 2, OfNothing, Signatures)]),
        nameof(NewView) => new NewView("n", 2, [new(3, OfNothing)]),
        nameof(Stable) => new Stable("n", 2, new(1, OfNothing, Signatures)),
        nameof(Recover) => new Recover("n", 2),
        nameof(FetchByDigest) => new FetchByDigest("n", [OfNothing]),
        nameof(FetchedBatch) => new FetchedBatch("n", Batch.Null),
        nameof(StateChunk) => new StateChunk("n", Bytes.Of([1, 2])),
        nameof(Status) => new Status("n", 2, true, 1, 2, Bytes.Of([3])),
        _ => new Committed("n", new(1, 2, Batch.Null, Signatures)),
    };

    [Theory, MemberData(nameof(Bodies))]
    public void The_first_version_is_these_bytes(string kind, string body)
    {
        var encoded = SignedMessage.Sign(Message(kind), new FastSigner("n")).Encoded.Span;
        Assert.Equal("01" + body, Convert.ToHexString(encoded[2..^9]));
    }

    [Theory]
    [InlineData(nameof(ViewChange), 4, "0000000000000000", DecodeError.OutOfBounds)]
    [InlineData(nameof(ViewChange), 54, "02", DecodeError.NotCanonical)]
    [InlineData(nameof(ViewChange), 65, Two, DecodeError.OutOfBounds)]
    [InlineData(nameof(ViewChange), 73, One, DecodeError.NotCanonical)]
    [InlineData(nameof(NewView), 4, "0000000000000000", DecodeError.OutOfBounds)]
    [InlineData(nameof(Recover), 4, "0000000000000000", DecodeError.OutOfBounds)]
    [InlineData(nameof(FetchByDigest), 4, "0041", DecodeError.OutOfBounds)]
    [InlineData(nameof(StateChunk), 4, "4001", DecodeError.OutOfBounds)]
    [InlineData(nameof(Status), 12, "02", DecodeError.OutOfBounds)]
    public void What_no_replica_writes_is_refused(string kind, int at, string instead, DecodeError error)
    {
        var frame = SignedMessage.Sign(Message(kind), new FastSigner("n")).Encoded.Span.ToArray();
        Convert.FromHexString(instead).CopyTo(frame, 2 + at);
        Assert.False(SignedMessage.TryDecode(frame, out _, out var found));
        Assert.Equal(error, found);
    }

    [Fact]
    public void A_batch_has_the_digest_of_its_requests_one_after_the_other_and_a_bound()
    {
        var request = SignedMessage.Sign(new Request("n", 1, Bytes.Of([1])), new FastSigner("n"));
        Assert.Equal(request.ComputeDigest(), new Batch([request]).Digest);
        Assert.Equal(OfNothing, Batch.Null.Digest);
        Assert.NotEqual(new Batch([request]).Digest, new Batch([request, request]).Digest);

        var large = SignedMessage.Sign(
            new Request("n", 1, Bytes.Of(new byte[MessageLimits.Operation])), new FastSigner("n"));
        Assert.Throws<ArgumentException>(
            () => SignedMessage.Sign(new FetchedBatch("n", new([large, large])), new FastSigner("n")));
    }
}
