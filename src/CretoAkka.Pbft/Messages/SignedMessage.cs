using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using CretoAkka.Pbft.Signing;

namespace CretoAkka.Pbft.Messages;

/// <summary>
/// A message, the exact bytes it was read from or written to, and a signature over them. Having one says that the shape
/// is right; it says nothing about the signature until <see cref="IsValid"/> was asked. Equal if its bytes are.
/// Immutable and safe from any thread.
/// </summary>
/// <remarks>On the wire: length and body, length and signature. Lengths have 2 bytes and 1 byte.</remarks>
public sealed class SignedMessage : IEquatable<SignedMessage>
{
    // What a reader that failed hands back in the place of a message. It never leaves a decoder.
    internal static readonly SignedMessage Unread = new(new Request("", 0, default), default, default, default);

    // What tells how long body and signature are.
    private const int EnvelopeBytes = sizeof(ushort) + sizeof(byte);

    private readonly Bytes _body;

    private SignedMessage(ProtocolMessage message, Bytes encoded, Bytes body, Bytes signature)
    {
        Message = message;
        Encoded = encoded;
        _body = body;
        Signature = signature;
    }

    /// <summary>What is said.</summary>
    public ProtocolMessage Message { get; }

    /// <summary>Who is said to have signed it: the sender that the signed bytes name.</summary>
    public string Signer => Message.Sender;

    /// <summary>What goes over the wire.</summary>
    public Bytes Encoded { get; }

    /// <summary>The signature, right or not.</summary>
    public Bytes Signature { get; }

    /// <summary>Writes and signs a message.</summary>
    /// <exception cref="ArgumentException">A field is out of bounds, or the signer is not the sender.</exception>
    public static SignedMessage Sign(ProtocolMessage message, ISigner signer)
    {
        if (signer.Id != message.Sender)
            throw new ArgumentException($"{signer.Id} cannot sign for {message.Sender}", nameof(signer));

        var body = MessageCodec.Encode(message);
        var signature = signer.Sign(body);
        var writer = new ByteWriter(body.Length + signature.Length + EnvelopeBytes);
        writer.Envelope(body, signature);
        return new(message, new(writer.ToArray()), new(body), new(signature));
    }

    /// <summary>Reads a message from bytes of any origin: copies them, never throws, verifies no signature.</summary>
    /// <param name="frame">One message and nothing else.</param>
    /// <param name="message">The message, where the answer is true.</param>
    /// <param name="error">What is wrong, where it is false.</param>
    public static bool TryDecode(
        ReadOnlySpan<byte> frame,
        [NotNullWhen(true)] out SignedMessage? message,
        out DecodeError error)
    {
        message = null;
        if (frame.Length > MessageLimits.Frame)
        {
            error = DecodeError.TooLarge;
            return false;
        }

        if (!TryRead(frame.ToArray(), null, out var length, out var read, out error))
            return false;
        if (length != frame.Length)
            error = DecodeError.TrailingBytes;
        else
            message = read;
        return message is not null;
    }

    internal static bool TryRead(
        ReadOnlyMemory<byte> source,
        MessageKind? expected,
        out int length,
        [NotNullWhen(true)] out SignedMessage? message,
        out DecodeError error)
    {
        var reader = new ByteReader(source);
        var body = reader.Block(MessageLimits.Frame - 1);
        var signature = new Bytes(reader.Take(SignatureLength(ref reader)));
        length = reader.Position;
        error = reader.Error;
        message = !reader.Failed && MessageCodec.TryDecode(body.Memory, expected, out var content, out error)
            ? new(content, new(source[..length]), body, signature)
            : null;
        return message is not null;
    }

    private static int SignatureLength(ref ByteReader reader)
    {
        var length = reader.Byte();
        if (length > MessageLimits.Signature)
            reader.Fail(DecodeError.OutOfBounds);
        return length;
    }

    /// <summary>Whether the signer signed exactly these bytes. Costs one verification each time.</summary>
    public bool IsValid(IVerifier verifier) => verifier.Verify(Signer, _body.Span, Signature.Span);

    /// <summary>The digest of body and signature.</summary>
    public Digest ComputeDigest() => Digest.Of(Encoded.Span);

    /// <inheritdoc/>
    public bool Equals(SignedMessage? other) => other is not null && Encoded == other.Encoded;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SignedMessage);

    /// <inheritdoc/>
    public override int GetHashCode() => Encoded.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Message.Kind} of {Signer}");
}
