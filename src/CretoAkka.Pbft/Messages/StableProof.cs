namespace CretoAkka.Pbft.Messages;

/// <summary>
/// A checkpoint is stable. The beginning, place 0, needs no proof and has none.
/// </summary>
/// <param name="Sequence">The place.</param>
/// <param name="State">The digest of everything that is replicated, once the place was executed.</param>
/// <param name="Checkpoints">The CHECKPOINTs of a quorum of different replicas, in the order of the group.</param>
public sealed record StableProof(long Sequence, Digest State, ValueList<Voucher> Checkpoints)
{
    /// <summary>Where everybody begins.</summary>
    public static readonly StableProof Beginning = new(0, default, []);

    internal void Write(ByteWriter writer)
    {
        writer.Number(Sequence);
        writer.Digest(State);
        Voucher.WriteAll(writer, Checkpoints);
    }

    internal static StableProof Read(ref ByteReader reader) =>
        new(reader.Number(), reader.Digest(), Voucher.ReadAll(ref reader));
}
