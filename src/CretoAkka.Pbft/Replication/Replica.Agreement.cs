using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Replication;

// The three phases: from a place that the primary gave to a place that a quorum has committed.
public sealed partial class Replica
{
    private void OnPrePrepare(SignedMessage signed, PrePrepare proposal)
    {
        var slot = _window.Find(proposal.Sequence);
        if (WhyOutOfPlace(proposal) is { } misplaced)
            Reject(signed, misplaced);
        else if (proposal.Sender != Primary)
            Reject(signed, RejectReason.WrongRole);
        else if (slot?.Proposal?.Digest == proposal.Digest)
            Reject(signed, RejectReason.Duplicate);
        else if (slot is { PrePrepare: null, Certificate: not null })
            Reject(signed, RejectReason.Unneeded);
        else if (proposal.Batch.Digest != proposal.Digest)
            Reject(signed, RejectReason.DigestMismatch);
        else if (!signed.IsValid(_verifier))
            Reject(signed, RejectReason.BadSignature);
        else if (slot?.PrePrepare is { } earlier)
            RejectEquivocation(signed, earlier);
        else if (proposal.Batch.Requests.Any(request => !request.IsValid(_verifier)))
            Reject(signed, RejectReason.BadRequestSignature, authenticated: true);
        else
            Accept(signed, proposal);
    }

    private void Accept(SignedMessage signed, PrePrepare proposal)
    {
        var slot = _window.Open(proposal.Sequence);
        slot.Accept(signed);
        if (Mode == ReplicaMode.Voting)
            Cast(slot.Prepares, new Prepare(Id, View, proposal.Sequence, proposal.Digest));
        Advance(slot);
    }

    private void OnVote(SignedMessage signed, SlotMessage vote, int sender)
    {
        var slot = _window.Find(vote.Sequence);
        var earlier = slot?.VotesLike(vote).Of(sender);
        if (WhyOutOfPlace(vote) is { } misplaced)
            Reject(signed, misplaced);
        else if (vote is Prepare && vote.Sender == Primary)
            Reject(signed, RejectReason.WrongRole);
        else if (earlier?.Message is SlotMessage same && same.Digest == vote.Digest)
            Reject(signed, RejectReason.Duplicate);
        else if (earlier is null && slot?.Needs(vote) == false)
            Reject(signed, RejectReason.Unneeded);
        else if (!signed.IsValid(_verifier))
            Reject(signed, RejectReason.BadSignature);
        else if (earlier is not null)
            RejectEquivocation(signed, earlier);
        else
            Count(signed, vote, sender);
    }

    // A vote may come before its pre-prepare: it is kept, and counts once the digest it must match is known.
    private void Count(SignedMessage signed, SlotMessage vote, int sender)
    {
        var slot = _window.Open(vote.Sequence);
        slot.VotesLike(vote).Add(sender, signed);
        Advance(slot);
    }

    private RejectReason? WhyOutOfPlace(SlotMessage message) =>
        message.View < View ? RejectReason.StaleView
        : message.View > View ? RejectReason.FutureView
        : message.Sequence <= Executed ? RejectReason.BelowWindow
        : message.Sequence > _window.Last ? RejectReason.AboveWindow
        : null;

    private void Advance(Slot slot)
    {
        var mayCommit = Mode == ReplicaMode.Voting && slot.Commits.Of(_self) is null;
        if (mayCommit && slot is { IsPrepared: true, Proposal: { } proposal })
            Cast(slot.Commits, new Commit(Id, View, slot.Sequence, proposal.Digest));
        slot.CommitIfAgreed();
        ExecuteReady();
    }

    private void Cast(VoteSet votes, SlotMessage vote)
    {
        var signed = Sign(vote);
        votes.Add(_self, signed);
        Emit(new ReplicaOutput.Broadcast(signed));
    }

    private void RejectEquivocation(SignedMessage signed, SignedMessage earlier) =>
        Emit(new ReplicaOutput.Rejected(signed.Signer, RejectReason.Equivocation, Authenticated: true)
        {
            Message = signed,
            Conflicting = earlier,
        });
}
