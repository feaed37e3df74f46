using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Tests.Support;
using CsCheck;

namespace CretoAkka.Pbft.Tests.Messages;

public class CodecProperties
{
    [Fact]
    public void Every_message_comes_back_equal_field_by_field_and_byte_by_byte() => MessageGen.Any.Sample(
        message =>
        {
            var original = SignedMessage.Sign(message, new FastSigner(message.Sender));
            Assert.True(SignedMessage.TryDecode(original.Encoded.Span, out var read, out var error), $"{error}");
            Assert.Equal(message, read.Message);
            Assert.Equal(original, read);
            Assert.Equal(original.ComputeDigest(), read.ComputeDigest());
            Assert.True(read.IsValid(FastVerifier.Instance));
        },
        iter: 2_000);

    [Fact]
    public void Rubbish_is_refused_with_a_reason_and_never_throws() => Gen.Byte.Array[0, 300].Sample(
        bytes =>
        {
            var read = SignedMessage.TryDecode(bytes, out var message, out var error);
            Assert.Equal((read, read), (message is not null, error == DecodeError.None));
        },
        iter: 20_000);

    // If damaged bytes are a message still, they must be the one and only form of that message.
    [Fact]
    public void Damage_is_refused_or_gives_another_message_in_its_only_form() => MessageGen.Damaged.Sample(
        bytes =>
        {
            if (!SignedMessage.TryDecode(bytes, out var message, out var error))
            {
                Assert.NotEqual(DecodeError.None, error);
                Assert.Null(message);
                return;
            }

            var signature = bytes[^(bytes.Length - 2 - ((bytes[0] << 8) | bytes[1]) - 1)..];
            var again = SignedMessage.Sign(message.Message, new FixedSigner(message.Signer, signature));
            Assert.Equal(bytes, again.Encoded.Span.ToArray());
        },
        iter: 20_000);

    [Fact]
    public void A_message_with_any_bit_of_its_body_flipped_has_no_valid_signature() => Gen.Select(
        MessageGen.Signed, Gen.Int[0, 1_000_000]).Sample(
        (message, at) =>
        {
            var frame = message.Encoded.Span.ToArray();
            var body = (frame[0] << 8) | frame[1];
            frame[2 + (at / 8 % body)] ^= (byte)(1 << (at % 8));
            if (SignedMessage.TryDecode(frame, out var read, out _))
                Assert.False(read.IsValid(FastVerifier.Instance));
        },
        iter: 2_000);

    private sealed class FixedSigner(string id, byte[] signature) : Signing.ISigner
    {
        public string Id => id;

        public byte[] Sign(ReadOnlySpan<byte> message) => signature;
    }
}
