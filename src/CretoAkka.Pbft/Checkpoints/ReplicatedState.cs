using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Store;

namespace CretoAkka.Pbft.Checkpoints;

/// <summary>
/// Everything that is the same at every replica after a place: the store, what makes execution exactly-once, and the
/// digest of all that was executed. A checkpoint is a snapshot of all of it: a store without its client table would run
/// a request twice.
/// </summary>
internal sealed class ReplicatedState(IStateMachine store)
{
    public ClientTable Clients { get; private set; } = new();

    /// <summary>Each batch hashed together with all before it; zeros at the start.</summary>
    public Digest History { get; private set; }

    public Digest StoreDigest => store.Digest();

    public void Ordered(Digest batch)
    {
        Span<byte> both = stackalloc byte[2 * Digest.Size];
        History.CopyTo(both);
        batch.CopyTo(both[Digest.Size..]);
        History = Digest.Of(both);
    }

    /// <summary>Runs a request, unless it or a later one of its client was run before.</summary>
    public bool TryExecute(Request request, out Bytes result)
    {
        result = default;
        if (request.Timestamp <= Clients.LastTimestamp(request.Sender))
            return false;
        result = store.Apply(request.Operation.Span);
        Clients.Executed(request.Sender, request.Timestamp, result);
        return true;
    }

    public Bytes Snapshot()
    {
        var writer = new ByteWriter();
        writer.Digest(History);
        Clients.Write(writer);
        writer.Rest(store.Snapshot());
        return new(writer.ToArray());
    }

    /// <summary>False if the bytes are no snapshot; then nothing has changed.</summary>
    public bool TryRestore(Bytes snapshot)
    {
        var reader = new ByteReader(snapshot.Memory);
        var history = reader.Digest();
        var clients = ClientTable.Read(ref reader);
        var rest = reader.Rest();
        if (reader.Failed || !store.TryRestore(rest.Span))
            return false;
        (History, Clients) = (history, clients);
        return true;
    }
}
