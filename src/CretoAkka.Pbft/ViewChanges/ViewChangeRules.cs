using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Signing;

namespace CretoAkka.Pbft.ViewChanges;

/// <summary>Whether a VIEW-CHANGE or NEW-VIEW is one that a correct replica sends.</summary>
internal static class ViewChangeRules
{
    /// <summary>
    /// Whether what a VIEW-CHANGE claims is proven: its checkpoint is stable and each place between its watermarks that
    /// it calls prepared was. The signature of the message itself is not looked at.
    /// </summary>
    public static bool IsProven(ViewChange change, ReplicaGroup group, Watermarks marks, IVerifier verifier) =>
        marks.IsStableAt(change.Stable.Sequence)
        && change.Prepared.All(proof => proof.Sequence <= change.Stable.Sequence + marks.Window)
        && Certificates.IsValid(change.Stable, group, verifier)
        && change.Prepared.All(proof => Certificates.IsValid(proof, group, verifier));

    /// <summary>Whether a NEW-VIEW names exactly a quorum of different members of the group.</summary>
    public static bool HasQuorum(NewView message, ReplicaGroup group) =>
        message.Votes.Count == group.Quorum && message.Votes.All(vote => vote.Replica < group.Size);
}
