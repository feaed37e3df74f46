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

    private static readonly Gen<Batch> Batch = Gen.Select(
        Request, Gen.Int[0, MessageLimits.BatchRequests], (request, n) =>
        {
            var signed = Sign(request);
            var fitting = Math.Min(n, MessageLimits.BatchBytes / signed.Encoded.Length);
            return new Batch([.. Enumerable.Repeat(signed, fitting)]);
        });

    private static readonly Gen<ValueList<Voucher>> Vouchers = Gen.Select(
        Gen.Int[0, MessageLimits.Replicas], Gen.Byte.Array[0, MessageLimits.Signature],
        (n, signature) => (ValueList<Voucher>)
            [.. Enumerable.Range(0, n).Select(i => new Voucher((byte)i, Bytes.Of(signature)))]);

    private static readonly Gen<ValueList<Voucher>> FewVouchers = Gen.Byte.Array[0, 9].Array[0, 4].Select(all =>
        (ValueList<Voucher>)[.. all.Select((signature, i) => new Voucher((byte)(2 * i), Bytes.Of(signature)))]);

    private static readonly Gen<StableProof> StableProof = Gen.Select(
        Number, Digest, Vouchers, (n, state, vouchers) => new StableProof(n, state, vouchers));

    private static readonly Gen<ProtocolMessage> PrePrepare = Gen.Select(
        Id, Number, Number, Digest, Batch, (id, v, s, d, b) => (ProtocolMessage)new PrePrepare(id, v, s, d, b));

    private static readonly Gen<ProtocolMessage> Reply = Gen.Select(
        Id, Number, Id, Number, Block(MessageLimits.Result),
        (id, v, client, t, result) => (ProtocolMessage)new Reply(id, v, client, t, result));

    private static readonly Gen<ProtocolMessage> Status = Gen.Select(
        Id, Number, Number, Gen.Int[0, 3].Array[0, 30], Gen.Int[1, 3], Gen.Bool,
        (id, v, e, progress, last, any) => (ProtocolMessage)new Status(
            id, v, !any, e / 2, e, Bytes.Of(any ? [.. progress.Select(p => (byte)p), (byte)last] : [])));

    private static readonly Gen<ProtocolMessage> Fetch = Gen.Select(
        Id, Number, Number, (id, a, b) => (ProtocolMessage)new Fetch(id, Math.Min(a, b), Math.Max(a, b)));

    private static readonly Gen<ProtocolMessage> Committed = Gen.Select(
        Id, Number, Number, Batch, Vouchers,
        (id, v, s, batch, vouchers) => (ProtocolMessage)new Committed(id, new(v, s, batch, vouchers)));

    private static readonly Gen<ProtocolMessage> Checkpoint =
        Gen.Select(Id, Number, Digest, (id, n, state) => (ProtocolMessage)new Checkpoint(id, n, state));

    private static readonly Gen<ProtocolMessage> Stable =
        Gen.Select(Id, Number, StableProof, (id, nonce, proof) => (ProtocolMessage)new Stable(id, nonce, proof));

    private static readonly Gen<ProtocolMessage> Recover =
        Gen.Select(Id, Number, (id, n) => (ProtocolMessage)new Recover(id, Math.Max(1, n)));

    private static readonly Gen<ProtocolMessage> ViewChange = Gen.Select(
        Id, Gen.Long[1, 1000], StableProof, Gen.Int[1, 3].Array[0, 30], Digest, FewVouchers,
        (id, view, stable, steps, digest, vouchers) =>
        {
            var at = Math.Min(stable.Sequence, long.MaxValue / 2);
            return (ProtocolMessage)new ViewChange(id, view, stable with { Sequence = at },
                [.. steps.Select((step, i) => new PreparedProof(view / (i + 2), at += step, digest, vouchers))]);
        });

    private static readonly Gen<ProtocolMessage> NewView = Gen.Select(
        Id, Gen.Long[1, long.MaxValue], Digest, Gen.Int[0, MessageLimits.Replicas],
        (id, view, digest, n) => (ProtocolMessage)new NewView(
            id, view, [.. Enumerable.Range(0, n).Select(i => new NewViewVote((byte)i, digest))]));

    private static readonly Gen<ProtocolMessage> FetchByDigest = Gen.Select(
        Id, Digest, Gen.Int[1, MessageLimits.Digests],
        (id, digest, n) => (ProtocolMessage)new FetchByDigest(id, [.. Enumerable.Repeat(digest, n)]));

    private static readonly Gen<ProtocolMessage> FetchedBatch =
        Gen.Select(Id, Batch, (id, batch) => (ProtocolMessage)new FetchedBatch(id, batch));

    private static readonly Gen<ProtocolMessage> StateChunk = Gen.Select(
        Id, Block(MessageLimits.Chunk), (id, content) => (ProtocolMessage)new StateChunk(id, content));

    public static readonly Gen<ProtocolMessage> Any =
        Gen.OneOf(
            Request, PrePrepare, Prepare, Commit, Reply, Status, Fetch, Committed, Checkpoint, Stable, Recover,
            ViewChange, NewView, FetchByDigest, FetchedBatch, StateChunk);

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
