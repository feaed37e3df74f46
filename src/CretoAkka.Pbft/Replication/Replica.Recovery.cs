using CretoAkka.Pbft.Durability;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Recovery;

namespace CretoAkka.Pbft.Replication;

// A replica that lost its log: silent where a vote of it could contradict an earlier one, until that is past.
public sealed partial class Replica
{
    private RecoveryProgress? _recovery;
    private bool _saysRecovering;

    private void AskHowFarOthersAre()
    {
        if (_recovery is { Target: null } recovery)
            Emit(new ReplicaOutput.Broadcast(Sign(new Recover(Id, recovery.Nonce))));
    }

    // Before anything else: a replica that crashes while it recovers must not come back as one that never voted.
    private void RecordRecovery()
    {
        if (_saysRecovering || _recovery is null)
            return;
        _saysRecovering = true;
        Emit(new ReplicaOutput.Persist(RecordCodec.Recovery(recovering: true, _recovery.Target)));
    }

    private void OnRecover(SignedMessage signed, Recover question, int sender)
    {
        if (!signed.IsValid(_verifier))
            Reject(signed, RejectReason.BadSignature);
        else if (MayAnswer(signed, sender))
        {
            SendTo(question.Sender, Sign(new Stable(Id, question.Nonce, _checkpoints.Stable)));
            // The view it has promised to move to, which it may have forgotten.
            if (_changes.Of(sender) is { } promise)
                SendTo(question.Sender, promise);
        }
    }

    private void OnRecoveryAnswer(int sender, long stable)
    {
        _recovery!.Answered(sender, stable);
        if (_recovery.Target is { } target)
            Emit(new ReplicaOutput.Persist(RecordCodec.Recovery(recovering: true, target)));
    }

    // Our own VIEW-CHANGE, brought back by others: what we promised in a life that we do not remember binds us.
    private void OnOwnMessage(SignedMessage signed)
    {
        if (signed.Message is not ViewChange { View: var view } || view <= View || !signed.IsValid(_verifier))
        {
            Reject(signed, RejectReason.OwnMessage);
            return;
        }

        LeaveFor(view);
        _changes.Add(_self, signed);
        Persist(RecordCodec.View(null, [signed]));
    }

    private void LeaveRecoveryIfPast()
    {
        if (_recovery?.IsPast(StableCheckpoint) != true)
            return;
        _recovery = null;
        Mode = ReplicaMode.Voting;
        Emit(new ReplicaOutput.Persist(RecordCodec.Recovery(recovering: false, null)));
        Emit(ReplicaOutput.Recovered.Instance);
        foreach (var slot in _log.InOrder.ToList())
        {
            VotePrepare(slot);
            Advance(slot);
        }
    }
}
