namespace CretoAkka.Pbft.Messages;

/// <summary>
/// A place was prepared in a view. The primary's pre-prepare is not in it: among Q - 1 backups one is correct, and it
/// prepared only what the primary had signed.
/// </summary>
/// <param name="View">The view.</param>
/// <param name="Sequence">The place.</param>
/// <param name="Digest">The batch that has the place.</param>
/// <param name="Prepares">The PREPAREs of Q - 1 different backups, in the order of the group.</param>
public sealed record PreparedProof(long View, long Sequence, Digest Digest, ValueList<Voucher> Prepares)
{
    internal void Write(ByteWriter writer)
    {
        writer.Number(View);
        writer.Number(Sequence);
        writer.Digest(Digest);
        Voucher.WriteAll(writer, Prepares);
    }

    internal static PreparedProof Read(ref ByteReader reader) =>
        new(reader.Number(), reader.Number(), reader.Digest(), Voucher.ReadAll(ref reader));
}
