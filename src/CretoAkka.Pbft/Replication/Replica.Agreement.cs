using CretoAkka.Pbft.Durability;
using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Replication;

// The three phases: from a place that the primary gave to a place that a quorum has committed.
public sealed partial class Replica
{
    private void OnPrePrepare(SignedMessage signed, PrePrepare proposal)
    {
        var slot = _log.Find(proposal.Sequence);
        if (WhyOutOfPlace(proposal) is { } misplaced)
            Reject(signed, misplaced);
        else if (proposal.Sender != Primary)
            Reject(signed, RejectReason.WrongRole);
        else if (slot?.Batch?.Digest == proposal.Digest || _plan.For(proposal.Sequence) == proposal.Digest)
            Reject(signed, RejectReason.Duplicate);
        else if (slot is { Batch: null, IsDecided: true })
            Reject(signed, RejectReason.Unneeded);
        else if (proposal.Batch.Requests.Count == 0)
            Reject(signed, RejectReason.EmptyBatch);
        else if (proposal.Batch.Digest != proposal.Digest)
            Reject(signed, RejectReason.DigestMismatch);
        else if (!signed.IsValid(_verifier))
            Reject(signed, RejectReason.BadSignature);
        else if (slot?.PrePrepare is { } earlier)
            RejectEquivocation(signed, earlier);
        else if (_plan.For(proposal.Sequence) is not null)
            Reject(signed, RejectReason.AgainstNewView, authenticated: true);
        else if (proposal.Batch.Requests.Any(request => !request.IsValid(_verifier)))
            Reject(signed, RejectReason.BadRequestSignature, authenticated: true);
        else
            AcceptAsBackup(_log.Open(proposal.Sequence), proposal.Batch, signed);
    }

    // On disk before anybody hears of it, for it must not be contradicted after a crash.
    private void Accept(Slot slot, Batch batch, SignedMessage? signed)
    {
        slot.Accept(batch, signed);
        Persist(RecordCodec.Accepted(View, slot.Sequence, batch, signed));
        foreach (var request in batch.Requests)
            Know(request, (Request)request.Message);
    }

    private void AcceptAsBackup(Slot slot, Batch batch, SignedMessage? signed)
    {
        Accept(slot, batch, signed);
        VotePrepare(slot);
        Advance(slot);
    }

    private void Know(SignedMessage signed, Request request)
    {
        if (request.Timestamp <= _state.Clients.LastTimestamp(request.Sender))
            return;
        _pending.Add(signed, request);
        _pending.Placed(request.Sender, request.Timestamp);
    }

    private void VotePrepare(Slot slot)
    {
        if (Mode == ReplicaMode.Voting && !IsPrimary && slot.Batch is { } batch && slot.Prepares.Of(_self) is null)
            Cast(slot.Prepares, new Prepare(Id, View, slot.Sequence, batch.Digest));
    }

    private void OnVote(SignedMessage signed, SlotMessage vote, int sender)
    {
        var slot = _log.Find(vote.Sequence);
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
        var slot = _log.Open(vote.Sequence);
        slot.VotesLike(vote).Add(sender, signed);
        Advance(slot);
    }

    private RejectReason? WhyOutOfPlace(SlotMessage message) =>
        message.View < View ? RejectReason.StaleView
        : message.View > View ? RejectReason.FutureView
        : message.Sequence <= Math.Max(StableCheckpoint, _plan.Stable.Sequence) ? RejectReason.BelowWindow
        : message.Sequence > _log.Last ? RejectReason.AboveWindow
        : !InView ? RejectReason.NotInView
        : null;

    private void Advance(Slot slot)
    {
        if (slot.IsNewlyPrepared)
            Persist(RecordCodec.Prepared(slot.RecordPrepared(), slot.Batch!));
        VoteCommit(slot);
        slot.CommitIfAgreed();
        ExecuteReady();
    }

    private void VoteCommit(Slot slot)
    {
        if (Mode == ReplicaMode.Voting && slot is { IsPrepared: true, Batch: { } batch }
            && slot.Commits.Of(_self) is null)
            Cast(slot.Commits, new Commit(Id, View, slot.Sequence, batch.Digest));
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
