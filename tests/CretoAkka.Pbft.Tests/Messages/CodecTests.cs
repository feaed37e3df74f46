using System.Text;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Tests.Support;

namespace CretoAkka.Pbft.Tests.Messages;

public class CodecTests
{
    private static readonly byte[] Signature = [0xAA];

    private static DecodeError Refusal(byte[] frame)
    {
        Assert.False(SignedMessage.TryDecode(frame, out var message, out var error));
        Assert.Null(message);
        return error;
    }

    private static byte[] Envelope(params byte[] body) =>
        [(byte)(body.Length >> 8), (byte)body.Length, .. body, 1, .. Signature];

    private static byte[] Body(MessageKind kind, params byte[] fields) => [1, (byte)kind, 1, (byte)'n', .. fields];

    private static byte[] Number(long value) => BitConverter.GetBytes(value).Reverse().ToArray();

    [Fact]
    public void The_first_version_is_these_bytes()
    {
        var digest = Digest.Of([]);
        var commit = SignedMessage.Sign(new Commit("node-1", 1, 258, digest), new FastSigner("node-1"));
        var tag = FastVerifier.Tag("node-1", commit.Encoded.Span[2..^9]);

        Assert.Equal(
            "0039" + "01" + "04" + "06" + Convert.ToHexString(Encoding.UTF8.GetBytes("node-1"))
            + "0000000000000001" + "0000000000000102"
            + "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"
            + "08" + Convert.ToHexString(tag),
            Convert.ToHexString(commit.Encoded.Span));
    }

    [Fact]
    public void Nothing_is_no_message() => Assert.Equal(DecodeError.Truncated, Refusal([]));

    [Fact]
    public void Every_prefix_of_a_message_is_refused()
    {
        using var bench = new Bench();
        var frame = bench.Committed("node-3", bench.Certificate(1, bench.Put("a", "1"), "node-1", "node-3", "node-4"))
            .Encoded.Span.ToArray();
        for (var length = 0; length < frame.Length; length++)
            Refusal(frame[..length]);
    }

    [Fact]
    public void Bytes_after_the_message_are_refused()
    {
        byte[] range = [.. Number(1), .. Number(1)];
        Assert.True(SignedMessage.TryDecode(Envelope(Body(MessageKind.Fetch, range)), out _, out _));
        Assert.Equal(DecodeError.TrailingBytes, Refusal([.. Envelope(Body(MessageKind.Fetch, range)), 0]));
        Assert.Equal(DecodeError.TrailingBytes, Refusal(Envelope(Body(MessageKind.Fetch, [.. range, 0]))));
    }

    [Fact]
    public void More_bytes_than_a_frame_may_have_are_not_even_looked_at() =>
        Assert.Equal(DecodeError.TooLarge, Refusal(new byte[MessageLimits.Frame + 1]));

    [Fact]
    public void Another_version_is_refused() =>
        Assert.Equal(DecodeError.UnknownVersion, Refusal(Envelope(2, (byte)MessageKind.Fetch, 1, (byte)'n')));

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(255)]
    public void Another_kind_is_refused(byte kind) =>
        Assert.Equal(DecodeError.UnknownKind, Refusal(Envelope(Body((MessageKind)kind))));

    [Fact]
    public void A_negative_number_is_refused() => Assert.Equal(
        DecodeError.OutOfBounds, Refusal(Envelope(Body(MessageKind.Fetch, [.. Number(-1), .. Number(1)]))));

    [Fact]
    public void A_range_that_ends_before_it_begins_is_refused() => Assert.Equal(
        DecodeError.OutOfBounds, Refusal(Envelope(Body(MessageKind.Fetch, [.. Number(2), .. Number(1)]))));

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public void A_name_that_is_empty_or_too_long_is_refused(byte length)
    {
        var name = Enumerable.Repeat((byte)'n', length);
        byte[] body = [1, (byte)MessageKind.Fetch, length, .. name, .. Number(1), .. Number(1)];
        Assert.Equal(DecodeError.OutOfBounds, Refusal(Envelope(body)));
    }

    [Fact]
    public void A_name_that_is_no_text_is_refused() => Assert.Equal(
        DecodeError.InvalidText, Refusal(Envelope([1, (byte)MessageKind.Fetch, 1, 0xFF, .. Number(1), .. Number(1)])));

    [Fact]
    public void A_length_beyond_its_bound_is_refused_before_the_bytes_are_missed() => Assert.Equal(
        DecodeError.OutOfBounds, Refusal(Envelope(Body(MessageKind.Request, [.. Number(1), 0x40, 0x01]))));

    [Fact]
    public void A_signature_longer_than_any_is_refused() =>
        Assert.Equal(DecodeError.OutOfBounds, Refusal([0, 4, .. Body(MessageKind.Fetch), 129, .. new byte[129]]));

    [Fact]
    public void A_status_has_one_form_only()
    {
        static byte[] Status(params byte[] progress) =>
            Envelope(Body(MessageKind.Status, [.. Number(0), 1, .. Number(0), .. Number(0), 0, (byte)progress.Length, .. progress]));

        Assert.True(SignedMessage.TryDecode(Status(0, 3), out _, out _));
        Assert.Equal(DecodeError.NotCanonical, Refusal(Status(1, 0)));
        Assert.Equal(DecodeError.OutOfBounds, Refusal(Status(4, 1)));
    }

    [Fact]
    public void A_pre_prepare_holds_a_request_and_nothing_else()
    {
        using var bench = new Bench();
        var commit = bench.Commit("node-3", 1, bench.Put("a", "1"));
        byte[] fields = [.. Number(0), .. Number(1), .. new byte[Digest.Size], 0, 1, .. commit.Encoded.Span];
        Assert.Equal(DecodeError.UnexpectedKind, Refusal(Envelope(Body(MessageKind.PrePrepare, fields))));
    }

    [Fact]
    public void What_nobody_could_read_is_not_written()
    {
        var signer = new FastSigner("n");
        Assert.Throws<ArgumentOutOfRangeException>(
            () => SignedMessage.Sign(new Request("n", 1, Bytes.Of(new byte[MessageLimits.Operation + 1])), signer));
        Assert.Throws<ArgumentOutOfRangeException>(() => SignedMessage.Sign(new Fetch("n", -1, 1), signer));
        var fetch = SignedMessage.Sign(new Fetch("n", 1, 1), signer);
        Assert.Throws<ArgumentException>(
            () => SignedMessage.Sign(new PrePrepare("n", 0, 1, default, new([fetch])), signer));
        var half = new FastSigner("\ud800");
        Assert.ThrowsAny<ArgumentException>(() => SignedMessage.Sign(new Fetch(half.Id, 1, 1), half));
        Assert.ThrowsAny<ArgumentException>(() => SignedMessage.Sign(new Fetch("", 1, 1), new FastSigner("")));
    }

    [Fact]
    public void Nobody_signs_for_another() => Assert.Throws<ArgumentException>(
        () => SignedMessage.Sign(new Fetch("node-1", 1, 1), new FastSigner("node-2")));

    [Fact]
    public void The_largest_certificate_fits_a_frame()
    {
        var name = new string('x', MessageLimits.Id);
        var signer = new FixedSizeSigner(name);
        var request = SignedMessage.Sign(new Request(name, 1, Bytes.Of(new byte[MessageLimits.Operation])), signer);
        var small = SignedMessage.Sign(new Request(name, 1, Bytes.Of(new byte[16_000])), signer);
        var signature = Bytes.Of(new byte[MessageLimits.Signature]);
        var slot = new CommittedSlot(
            0, 1, new([request, small]),
            [.. Enumerable.Range(0, MessageLimits.Replicas).Select(i => new Voucher((byte)i, signature))]);
        Assert.InRange(slot.Batch.Bytes, MessageLimits.BatchBytes * 0.98, MessageLimits.BatchBytes);

        var frame = SignedMessage.Sign(new Committed(name, slot), signer).Encoded;
        Assert.True(SignedMessage.TryDecode(frame.Span, out var read, out _));
        Assert.Equal(slot, ((Committed)read.Message).Slot);
    }

    private sealed class FixedSizeSigner(string id) : Signing.ISigner
    {
        public string Id => id;

        public byte[] Sign(ReadOnlySpan<byte> message) => new byte[64];
    }
}
