using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Signing;

namespace CretoAkka.Pbft.Replication;

/// <summary>Checks what one replica shows as proof that others committed.</summary>
public static class Certificates
{
    /// <summary>
    /// Whether exactly a quorum of different members of the group signed commits for this view, place and request.
    /// Signatures come last, and the first wrong one ends it.
    /// </summary>
    public static bool IsValid(CommittedSlot slot, ReplicaGroup group, IVerifier verifier)
    {
        if (slot.Commits.Length != group.Quorum)
            return false;

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var signed in slot.Commits)
            if (!Matches(signed, slot) || group.IndexOf(signed.Signer) < 0 || !seen.Add(signed.Signer))
                return false;
        return slot.Commits.All(commit => commit.IsValid(verifier));
    }

    private static bool Matches(SignedMessage signed, CommittedSlot slot) =>
        signed.Message is Commit commit
        && commit.View == slot.View && commit.Sequence == slot.Sequence && commit.Digest == slot.Digest;
}
