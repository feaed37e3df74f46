using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Replication;

// What mends loss: STATUS tells where a replica is, and everybody who hears it sends what it lacks: votes for open
// places, checkpoints, the view it is not in. Committed places are fetched.
public sealed partial class Replica
{
    private TimeSpan _nextStatus = TimeSpan.MinValue;
    private long _openAtStatus;
    private long _executedAtStatus;
    private SignedMessage? _oldestAtStatus;

    private void OnTick(TimeSpan now)
    {
        OnTimer(now);
        if (now < _nextStatus)
            return;

        _nextStatus = now + _settings.StatusInterval;
        Array.Clear(_answers);
        var status = OwnStatus();
        Emit(new ReplicaOutput.Broadcast(Sign(status)));
        AskHowFarOthersAre();
        RepeatViewChange();
        RelayAgain();
        RepeatFetches();
        _openAtStatus = Executed + status.Progress.Length;
        _executedAtStatus = Executed;
    }

    // The request that has waited longest, if it has since the last time: the primary may not have heard of it.
    private void RelayAgain()
    {
        var oldest = _pending.Oldest;
        if (oldest is not null && oldest.Equals(_oldestAtStatus) && InView && !IsPrimary)
            SendTo(Primary, oldest);
        _oldestAtStatus = oldest;
    }

    private void RepeatFetches()
    {
        // Stood still for an interval below a checkpoint that is stable: its places do not come any more.
        if (_ahead is not null && Executed == _executedAtStatus)
            BeginTransfer();
        _transfer.Tick();
        AskForState();
        FillPlanned();
        foreach (var candidate in _candidates)
            if (candidate is not null)
                SendTo(candidate.Signed.Signer, Sign(new FetchByDigest(Id, [.. candidate.Missing])));
        _catchUp.Tick(Executed);
        FetchIfBehind();
    }

    private void OnPeerRecovered(string replica)
    {
        if (_group.IndexOf(replica) is var peer && peer >= 0 && peer != _self)
            SendTo(replica, Sign(OwnStatus()));
    }

    private void OnStatus(SignedMessage signed, Status status, int sender)
    {
        if (!signed.IsValid(_verifier))
        {
            Reject(signed, RejectReason.BadSignature);
            return;
        }

        _catchUp.Heard(sender, status.Executed);
        FetchIfBehind();
        if (MayAnswer(signed, sender))
            Answer(status);
    }

    private void Answer(Status status)
    {
        // The peer fetches what we have executed; it only has to know.
        if (status.Executed < Executed)
            SendTo(status.Sender, Sign(OwnStatus()));

        var budget = new AnswerBudget(_settings);
        foreach (var message in ViewLackedBy(status).Concat(CheckpointsLackedBy(status)).Concat(VotesLackedBy(status)))
            if (budget.TryTake(message))
                SendTo(status.Sender, message);
            else
                return;
    }

    // Who is in an older view gets what moves it: the NEW-VIEW if there is one, else our word that we have moved.
    private IEnumerable<SignedMessage> ViewLackedBy(Status status)
    {
        if (status.View > View || (status.View == View && status.InView))
            yield break;
        if (InView && _newView is not null)
            yield return _newView;
        else if (!InView && Mode == ReplicaMode.Voting && _changes.Of(_self) is { } own)
            yield return own;
    }

    private IEnumerable<SignedMessage> CheckpointsLackedBy(Status status)
    {
        if (status.Stable < StableCheckpoint)
            yield return Sign(new Stable(Id, 0, _checkpoints.Stable));
        foreach (var vote in _checkpoints.VotesOf(_self, status.Stable, _executedAtStatus))
            yield return vote;
    }

    // Only for places that were open at our last status already: the votes for others may still be in the mail. And for
    // executed ones only if they were agreed on in an earlier view; others are fetched.
    private IEnumerable<SignedMessage> VotesLackedBy(Status status)
    {
        if (!InView || !status.InView || status.View != View || status.Executed >= _openAtStatus)
            yield break;
        foreach (var slot in _log.InOrder)
        {
            var isDone = slot.Sequence <= Executed && slot.IsDecided;
            if (isDone || slot.Sequence <= status.Executed || slot.Sequence > _openAtStatus)
                continue;
            var progress = status.ProgressOf(slot.Sequence);
            if (progress == SlotProgress.None && slot.PrePrepare is { } proposal && proposal.Signer == Id)
                yield return proposal;
            if (progress < SlotProgress.Prepared && slot.Prepares.Of(_self) is { } prepare)
                yield return prepare;
            if (progress < SlotProgress.Committed && slot.Commits.Of(_self) is { } commit)
                yield return commit;
        }
    }

    private bool MayAnswer(SignedMessage signed, int peer)
    {
        if (_answers[peer]++ < _settings.MaxAnswersPerInterval)
            return true;
        Reject(signed, RejectReason.Throttled, authenticated: true);
        return false;
    }

    private Status OwnStatus() => new(Id, View, InView, StableCheckpoint, Executed, _log.Progress());

    private void SendTo(string replica, SignedMessage message) =>
        Emit(new ReplicaOutput.SendTo(replica, message));
}
