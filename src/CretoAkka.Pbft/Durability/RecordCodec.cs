using System.Globalization;
using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Durability;

/// <summary>The bytes of durable records.</summary>
internal static class RecordCodec
{
    /// <summary>
    /// A proposal that was accepted: signed by the primary, or only a batch, which the NEW-VIEW fixed.
    /// </summary>
    public static DurableRecord Accepted(long view, long sequence, Batch batch, SignedMessage? prePrepare) =>
        Write(RecordKind.Accepted, sequence, writer =>
        {
            writer.Number(view);
            writer.Byte(prePrepare is null ? (byte)0 : (byte)1);
            if (prePrepare is null)
                batch.Write(writer);
            else
                writer.Signed(prePrepare, MessageKind.PrePrepare);
        });

    public static DurableRecord Prepared(PreparedProof proof, Batch batch) =>
        Write(RecordKind.Prepared, proof.Sequence, writer =>
        {
            proof.Write(writer);
            batch.Write(writer);
        });

    /// <summary>A view: moved to, with our VIEW-CHANGE; or entered, with its NEW-VIEW and all that it names.</summary>
    public static DurableRecord View(SignedMessage? newView, IReadOnlyCollection<SignedMessage> changes) =>
        Write(RecordKind.View, 0, writer =>
        {
            writer.Byte(newView is null ? (byte)0 : (byte)1);
            if (newView is not null)
                writer.Signed(newView, MessageKind.NewView);
            writer.Count(changes.Count, MessageLimits.Replicas);
            foreach (var change in changes)
                writer.Signed(change, MessageKind.ViewChange);
        });

    public static DurableRecord Checkpoint(StableProof proof, Bytes state) =>
        Write(RecordKind.Checkpoint, proof.Sequence, writer =>
        {
            proof.Write(writer);
            writer.Rest(state);
        });

    /// <summary>Whether the replica recovers, and up to which checkpoint if it knows.</summary>
    public static DurableRecord Recovery(bool recovering, long? target) =>
        Write(RecordKind.Recovery, 0, writer =>
        {
            writer.Byte(recovering ? (byte)1 : (byte)0);
            writer.Number(target ?? 0);
        });

    public static (long View, Batch Batch, SignedMessage? PrePrepare) ReadAccepted(DurableRecord record)
    {
        var reader = new ByteReader(record.Content.Memory);
        var view = reader.Number();
        var signed = reader.Flag() ? reader.Signed(MessageKind.PrePrepare) : null;
        var batch = signed?.Message is PrePrepare proposal ? proposal.Batch : Batch.Read(ref reader);
        End(ref reader, record);
        return (view, batch, signed);
    }

    public static (PreparedProof Proof, Batch Batch) ReadPrepared(DurableRecord record)
    {
        var reader = new ByteReader(record.Content.Memory);
        var read = (PreparedProof.Read(ref reader), Batch.Read(ref reader));
        End(ref reader, record);
        return read;
    }

    public static (SignedMessage? NewView, IReadOnlyList<SignedMessage> Changes) ReadView(DurableRecord record)
    {
        var reader = new ByteReader(record.Content.Memory);
        var newView = reader.Flag() ? reader.Signed(MessageKind.NewView) : null;
        var changes = new SignedMessage[reader.Count(MessageLimits.Replicas)];
        for (var i = 0; i < changes.Length && !reader.Failed; i++)
            changes[i] = reader.Signed(MessageKind.ViewChange);
        End(ref reader, record);
        return (newView, changes);
    }

    public static (StableProof Proof, Bytes State) ReadCheckpoint(DurableRecord record)
    {
        var reader = new ByteReader(record.Content.Memory);
        var read = (StableProof.Read(ref reader), reader.Rest());
        End(ref reader, record);
        return read;
    }

    public static (bool Recovering, long? Target) ReadRecovery(DurableRecord record)
    {
        var reader = new ByteReader(record.Content.Memory);
        var (recovering, target) = (reader.Flag(), reader.Number());
        End(ref reader, record);
        return (recovering, target == 0 ? null : target);
    }

    /// <summary>Says that a record cannot be what this replica wrote.</summary>
    public static InvalidDataException Damaged(DurableRecord record, string why) =>
        new(string.Create(
            CultureInfo.InvariantCulture, $"the {record.Kind} record of place {record.Place} is damaged: {why}"));

    private static DurableRecord Write(RecordKind kind, long place, Action<ByteWriter> content)
    {
        var writer = new ByteWriter();
        content(writer);
        return new(kind, place, new(writer.ToArray()));
    }

    private static void End(ref ByteReader reader, DurableRecord record)
    {
        reader.End();
        if (reader.Failed)
            throw Damaged(record, $"{reader.Error}");
    }
}
