using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Signing;

namespace CretoAkka.Pbft.Replication;

/// <summary>
/// Checks what one replica shows as proof of what others said. Counts come first, signatures last, and the first wrong
/// one ends it.
/// </summary>
public static class Certificates
{
    /// <summary>Whether exactly a quorum of different members signed commits for this view, place and batch.</summary>
    public static bool IsValid(CommittedSlot slot, ReplicaGroup group, IVerifier verifier) =>
        slot.Commits.Count == group.Quorum && AreValid(
            slot.Commits, group, verifier, signer => new Commit(signer, slot.View, slot.Sequence, slot.Digest));

    /// <summary>
    /// Whether exactly Q - 1 different backups of the view signed prepares for this place and batch.
    /// </summary>
    public static bool IsValid(PreparedProof proof, ReplicaGroup group, IVerifier verifier)
    {
        if (proof.Prepares.Count != group.Quorum - 1)
            return false;
        var primary = group.IndexOf(group.PrimaryOf(proof.View));
        return proof.Prepares.All(voucher => voucher.Replica != primary) && AreValid(
            proof.Prepares, group, verifier, signer => new Prepare(signer, proof.View, proof.Sequence, proof.Digest));
    }

    /// <summary>
    /// Whether exactly a quorum of different members signed this checkpoint, or it is the beginning.
    /// </summary>
    public static bool IsValid(StableProof proof, ReplicaGroup group, IVerifier verifier) =>
        proof == StableProof.Beginning || (proof.Sequence > 0 && proof.Checkpoints.Count == group.Quorum && AreValid(
            proof.Checkpoints, group, verifier, signer => new Checkpoint(signer, proof.Sequence, proof.State)));

    // Vouchers come in ascending order, so that different places in the list are different replicas.
    private static bool AreValid(
        ValueList<Voucher> vouchers, ReplicaGroup group, IVerifier verifier, Func<string, ProtocolMessage> saidBy)
    {
        var last = -1;
        foreach (var voucher in vouchers)
        {
            if (voucher.Replica <= last || voucher.Replica >= group.Size)
                return false;
            last = voucher.Replica;
        }

        return vouchers.All(voucher =>
        {
            var signer = group.Replicas[voucher.Replica];
            return verifier.Verify(signer, MessageCodec.Encode(saidBy(signer)), voucher.Signature.Span);
        });
    }
}
