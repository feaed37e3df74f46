using CretoAkka.Pbft.Checkpoints;
using CretoAkka.Pbft.Durability;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Transfer;

namespace CretoAkka.Pbft.Replication;

// Checkpoints: every K places each replica says what its state is. Once a quorum says the same, what came before is
// dropped and the window moves.
public sealed partial class Replica
{
    private readonly CheckpointKeeper _checkpoints;

    // A stable checkpoint that we have not executed up to. Its places may be in the mail.
    private StableProof? _ahead;

    private void TakeCheckpoint(long sequence)
    {
        var state = StateTree.Of(_state.Snapshot());
        _checkpoints.Took(sequence, state);
        var vote = new Checkpoint(Id, sequence, state.Root);
        var signed = Sign(vote);
        Emit(new ReplicaOutput.Broadcast(signed));
        if (_checkpoints.Count(_self, signed, vote) is { } proof)
            Learn(proof);
        else if (_ahead?.Sequence == sequence)
            Learn(_ahead);
    }

    private void OnCheckpoint(SignedMessage signed, Checkpoint vote, int sender)
    {
        var earlier = _checkpoints.VoteOf(sender, vote.Sequence);
        if (vote.Sequence <= StableCheckpoint)
            Reject(signed, RejectReason.BelowWindow);
        else if (vote.Sequence > _log.Last)
            Reject(signed, RejectReason.AboveWindow);
        else if (!_marks.IsCheckpoint(vote.Sequence))
            Reject(signed, RejectReason.NoCheckpoint);
        else if (earlier?.Message is Checkpoint same && same.State == vote.State)
            Reject(signed, RejectReason.Duplicate);
        else if (!signed.IsValid(_verifier))
            Reject(signed, RejectReason.BadSignature);
        else
            Count(signed, vote, sender, earlier);
    }

    // Another digest than ours, or than the same replica's before: not a lie that can be proven, for a machine that
    // computes wrongly says it in good faith.
    private void Count(SignedMessage signed, Checkpoint vote, int sender, SignedMessage? earlier)
    {
        var own = _checkpoints.Own(vote.Sequence);
        if (earlier is not null || (own is not null && own.Root != vote.State))
            Emit(new ReplicaOutput.Rejected(signed.Signer, RejectReason.StateMismatch, Authenticated: true)
            {
                Message = signed,
                Conflicting = earlier,
            });
        if (_checkpoints.Count(sender, signed, vote) is { } proof)
            Learn(proof);
    }

    private void OnStable(SignedMessage signed, Stable message, int sender)
    {
        var answers = message.Nonce != 0 && _recovery?.Awaits(sender, message.Nonce) == true;
        if (!answers && message.Proof.Sequence <= Math.Max(StableCheckpoint, _ahead?.Sequence ?? 0))
            Reject(signed, RejectReason.BelowWindow);
        else if (!signed.IsValid(_verifier))
            Reject(signed, RejectReason.BadSignature);
        else if (!_marks.IsStableAt(message.Proof.Sequence)
            || !Certificates.IsValid(message.Proof, _group, _verifier))
            Reject(signed, RejectReason.InvalidCertificate, authenticated: true);
        else
        {
            if (_checkpoints.Own(message.Proof.Sequence) is { } own && own.Root != message.Proof.State)
                Reject(signed, RejectReason.StateMismatch, authenticated: true);
            if (answers)
                OnRecoveryAnswer(sender, message.Proof.Sequence);
            Learn(message.Proof);
        }
    }

    // A checkpoint is stable, whether we are so far or not.
    private void Learn(StableProof proof)
    {
        if (proof.Sequence <= StableCheckpoint)
            return;
        var own = _checkpoints.Own(proof.Sequence);
        if (own?.Root == proof.State)
            Stabilize(proof, own);
        else
        {
            HasDiverged |= own is not null;
            if (proof.Sequence > (_ahead?.Sequence ?? 0))
                _ahead = proof;
            // Votes for places that far are beyond our window, and a state that differs from all others is of no use.
            if (proof.Sequence > _log.Last || proof.Sequence <= Executed)
                BeginTransfer();
        }
    }

    private void Stabilize(StableProof proof, StateTree state)
    {
        _checkpoints.Stabilize(proof);
        _log.Stabilize(proof.Sequence);
        if (_ahead?.Sequence <= proof.Sequence)
            _ahead = null;
        if (_transfer.Target?.Sequence <= proof.Sequence)
            _transfer.End();
        Persist(RecordCodec.Checkpoint(proof, state.Content));
        Emit(new ReplicaOutput.CheckpointStable(proof.Sequence, proof.State));
        _lastAssigned = Math.Max(_lastAssigned, proof.Sequence);
        LeaveRecoveryIfPast();
        FillPlanned();
        AssignPlaces();
    }
}
