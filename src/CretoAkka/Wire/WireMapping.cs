using System.Collections.Immutable;
using CretoAkka.Core.Sessions;
using CretoAkka.Relays;
using CretoAkka.Sessions;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace CretoAkka.Wire;

/// <summary>Between the messages of a session and their form on the wire.</summary>
internal static class WireMapping
{
    private const uint Version = SessionProtocol.WireVersion;
    private const int MostProof = 256;

    public static Proto.Hello ToWire(SessionProtocol.Hello m) => new()
    {
        Version = Version,
        From = m.From,
        Nonce = m.Nonce,
        Incarnation = m.Incarnation,
        Ping = m.Ping,
        LowestVersion = (uint)m.LowestVersion,
        HighestVersion = (uint)m.HighestVersion,
        Key = ToWire(m.Proof?.Key),
        Signature = ToWire(m.Proof?.Signature),
    };

    public static Proto.Welcome ToWire(SessionProtocol.Welcome m) => new()
    {
        Version = (uint)m.Version,
        From = m.From,
        Nonce = m.Nonce,
        Incarnation = m.Incarnation,
        Ping = m.Ping,
        Key = ToWire(m.Proof?.Key),
        Signature = ToWire(m.Proof?.Signature),
    };

    public static Proto.Frame ToWire(SessionProtocol.Frame m)
    {
        var frame = new Proto.Frame
        {
            Version = Version,
            From = m.From,
            Nonce = m.Nonce,
            Lowest = m.Lowest,
            Marker = m.Marker,
            Target = m.Target,
            To = m.To,
            Bulk = m.IsBulk,
        };
        foreach (var payload in m.Payloads)
            frame.Payloads.Add(ToWire(payload));
        return frame;
    }

    public static Proto.Relay ToWire(RelayedMessage m) => new()
    {
        Version = Version,
        Author = m.Author,
        Id = m.Id,
        Addressee = m.Addressee,
        Payload = ToWire(m.Payload),
    };

    private static Proto.Payload ToWire(in SessionProtocol.Payload payload) => new()
    {
        Number = payload.Number,
        Serializer = payload.Serializer,
        Manifest = payload.Manifest,
        Data = UnsafeByteOperations.UnsafeWrap(payload.Data),
    };

    public static Proto.Acknowledgement ToWire(SessionProtocol.Acknowledged m)
    {
        var ack = m.Acknowledgement;
        var wire = new Proto.Acknowledgement
        {
            Version = Version,
            From = m.From,
            Nonce = ack.Nonce,
            Incarnation = ack.Incarnation,
            Marker = ack.Marker,
            Highest = ack.Highest,
        };
        wire.Missing.AddRange(ack.Missing.Select(ToWire));
        wire.Undeliverable.AddRange(ack.Undeliverable.Select(ToWire));
        return wire;
    }

    public static Proto.Stranger ToWire(SessionProtocol.Stranger m) => new()
    {
        Version = Version,
        From = m.From,
        Nonce = m.Nonce,
        Incarnation = m.Incarnation,
        Signature = ToWire(m.Proof?.Signature),
    };

    public static SessionProtocol.Hello FromWire(Proto.Hello m) =>
        new(m.From, m.Nonce, m.Incarnation, m.Ping, VersionOf(m.LowestVersion), VersionOf(m.HighestVersion))
        {
            Proof = ProofOf(m.Key, m.Signature),
        };

    public static SessionProtocol.Welcome FromWire(Proto.Welcome m) =>
        new(m.From, m.Nonce, m.Incarnation, m.Ping, VersionOf(m.Version)) { Proof = ProofOf(m.Key, m.Signature) };

    public static SessionProtocol.Frame FromWire(Proto.Frame m) => new(
        m.From, m.Nonce, m.To, m.Lowest, m.Marker, m.Target, FromWire(m.Payloads))
    {
        IsBulk = m.Bulk,
    };

    private static ImmutableArray<SessionProtocol.Payload> FromWire(RepeatedField<Proto.Payload> payloads)
    {
        var read = ImmutableArray.CreateBuilder<SessionProtocol.Payload>(payloads.Count);
        foreach (var payload in payloads)
            read.Add(FromWire(payload));
        return read.MoveToImmutable();
    }

    public static SessionProtocol.Acknowledged FromWire(Proto.Acknowledgement m) => new(
        m.From,
        new Acknowledgement(
            m.Nonce, m.Incarnation, m.Marker, m.Highest, FromWire(m.Missing), FromWire(m.Undeliverable)));

    public static RelayedMessage FromWire(Proto.Relay m) => new(
        m.Author, m.Id, m.Addressee, m.Payload is { } payload ? FromWire(payload) : default);

    private static SessionProtocol.Payload FromWire(Proto.Payload p) =>
        new(p.Number, p.Serializer, p.Manifest, p.Data.Memory) { IsUnshared = true };

    public static SessionProtocol.Stranger FromWire(Proto.Stranger m) =>
        new(m.From, m.Nonce, m.Incarnation) { Proof = ProofOf(ByteString.Empty, m.Signature) };

    // A version too large for an int must not come out as a negative one.
    private static int VersionOf(uint version) => (int)Math.Min(version, int.MaxValue);

    private static ByteString ToWire(ReadOnlyMemory<byte>? bytes) =>
        bytes is { } some ? UnsafeByteOperations.UnsafeWrap(some) : ByteString.Empty;

    // Neither is looked at further where it is longer than any key or signature.
    private static SessionProtocol.Proof? ProofOf(ByteString key, ByteString signature) =>
        signature.IsEmpty || signature.Length > MostProof || key.Length > MostProof
            ? null
            : new(key.Memory, signature.Memory);

    private static Proto.Range ToWire(NumberRange range) => new() { First = range.First, Last = range.Last };

    private static ImmutableArray<NumberRange> FromWire(RepeatedField<Proto.Range> ranges) =>
        [.. ranges.Select(r => new NumberRange(r.First, r.Last))];
}
