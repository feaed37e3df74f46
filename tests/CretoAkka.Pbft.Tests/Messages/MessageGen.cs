using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Tests.Support;
using CsCheck;

namespace CretoAkka.Pbft.Tests.Messages;

/// <summary>Any message, small or at its bounds.</summary>
internal static class MessageGen
{
    private static readonly Gen<string> Id =
        Gen.OneOf("node-1", "client-1", "é", "名", new string('x', MessageLimits.Id));

    private static readonly Gen<long> Number =
        Gen.OneOf(Gen.Const(0L), Gen.Const(long.MaxValue), Gen.Long[0, 1000], Gen.Long[0, long.MaxValue]);

    private static readonly Gen<Digest> Digest = Gen.Byte.Array[0, 8].Select(b => Pbft.Messages.Digest.Of(b));

    private static Gen<Bytes> Block(int max) => Gen.OneOf(
        Gen.Byte.Array[0, 40], Gen.Byte.Select(b => Enumerable.Repeat(b, max).ToArray())).Select(b => Bytes.Of(b));

    private static readonly Gen<ProtocolMessage> Request =
        Gen.Select(Id, Number, Block(MessageLimits.Operation), (id, t, op) => (ProtocolMessage)new Request(id, t, op));

    private static readonly Gen<ProtocolMessage> Commit =
        Gen.Select(Id, Number, Number, Digest, (id, v, s, d) => (ProtocolMessage)new Commit(id, v, s, d));

    private static readonly Gen<ProtocolMessage> Prepare =
        Gen.Select(Id, Number, Number, Digest, (id, v, s, d) => (ProtocolMessage)new Prepare(id, v, s, d));

    private static readonly Gen<ProtocolMessage> PrePrepare = Gen.Select(
        Id, Number, Number, Digest, Request,
        (id, v, s, d, r) => (ProtocolMessage)new PrePrepare(id, v, s, d, Sign(r)));

    private static readonly Gen<ProtocolMessage> Reply = Gen.Select(
        Id, Number, Id, Number, Block(MessageLimits.Result),
        (id, v, client, t, result) => (ProtocolMessage)new Reply(id, v, client, t, result));

    private static readonly Gen<ProtocolMessage> Status = Gen.Select(
        Id, Number, Number, Gen.Int[0, 3].Array[0, 30], Gen.Int[1, 3], Gen.Bool,
        (id, v, e, progress, last, any) => (ProtocolMessage)new Status(
            id, v, e, Bytes.Of(any ? [.. progress.Select(p => (byte)p), (byte)last] : [])));

    private static readonly Gen<ProtocolMessage> Fetch = Gen.Select(
        Id, Number, Number, (id, a, b) => (ProtocolMessage)new Fetch(id, Math.Min(a, b), Math.Max(a, b)));

    private static readonly Gen<ProtocolMessage> Committed = Gen.Select(
        Id, Number, Number, Request, Gen.Int[0, MessageLimits.Replicas], Commit,
        (id, v, s, r, n, commit) => (ProtocolMessage)new Committed(
            id, new(v, s, Sign(r), [.. Enumerable.Repeat(Sign(commit), n)])));

    public static readonly Gen<ProtocolMessage> Any =
        Gen.OneOf(Request, PrePrepare, Prepare, Commit, Reply, Status, Fetch, Committed);

    public static readonly Gen<SignedMessage> Signed = Any.Select(Sign);

    /// <summary>Bytes that were a message until somebody changed, cut or lengthened them.</summary>
    public static readonly Gen<byte[]> Damaged = Gen.Select(
        Signed, Gen.Int[0, 65_535], Gen.Byte, Gen.Int[0, 3], (message, at, value, how) =>
        {
            var frame = message.Encoded.Span.ToArray();
            at %= Math.Min(frame.Length, 200);
            frame[at] = how < 2 ? value : frame[at];
            return how switch { 2 => frame[..at], 3 => [.. frame, value], _ => frame };
        });

    private static SignedMessage Sign(ProtocolMessage message) =>
        SignedMessage.Sign(message, new FastSigner(message.Sender));
}
