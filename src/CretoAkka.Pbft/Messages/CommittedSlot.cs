namespace CretoAkka.Pbft.Messages;

/// <summary>
/// A batch that has its place for good. The commits vouch for the digest of the signed requests, so neither the
/// primary's signature nor the clients' need to be seen again.
/// </summary>
/// <param name="View">The view it was committed in.</param>
/// <param name="Sequence">The place.</param>
/// <param name="Batch">The requests as their clients signed them.</param>
/// <param name="Commits">
/// The COMMITs of a quorum of different replicas, all for this view, place and batch, in the order of the group. They
/// prove it once <see cref="Replication.Certificates"/> has checked them.
/// </param>
public sealed record CommittedSlot(long View, long Sequence, Batch Batch, ValueList<Voucher> Commits)
{
    /// <summary>The digest of the batch.</summary>
    public Digest Digest => Batch.Digest;

    internal void Write(ByteWriter writer)
    {
        writer.Number(View);
        writer.Number(Sequence);
        Batch.Write(writer);
        Voucher.WriteAll(writer, Commits);
    }

    internal static CommittedSlot Read(ref ByteReader reader) =>
        new(reader.Number(), reader.Number(), Batch.Read(ref reader), Voucher.ReadAll(ref reader));
}
