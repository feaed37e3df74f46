using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Replication;

// What mends loss: STATUS tells what is missing, open places get their votes again, committed ones are fetched.
public sealed partial class Replica
{
    private TimeSpan _nextStatus = TimeSpan.MinValue;
    private long _openAtStatus;

    private void OnTick(TimeSpan now)
    {
        if (now < _nextStatus)
            return;

        _nextStatus = now + _settings.StatusInterval;
        Array.Clear(_answers);
        var status = OwnStatus();
        _openAtStatus = Executed + status.Progress.Length;
        Emit(new ReplicaOutput.Broadcast(Sign(status)));
        _catchUp.Tick(Executed);
        FetchIfBehind();
    }

    private void OnStatus(SignedMessage signed, Status status, int sender)
    {
        if (status.View != View)
            Reject(signed, status.View < View ? RejectReason.StaleView : RejectReason.FutureView);
        else if (!signed.IsValid(_verifier))
            Reject(signed, RejectReason.BadSignature);
        else
        {
            _catchUp.Heard(sender, status.Executed);
            FetchIfBehind();
            if (MayAnswer(signed, sender))
                Answer(status);
        }
    }

    private void Answer(Status status)
    {
        // The peer fetches what we have executed; it only has to know.
        if (status.Executed < Executed)
            SendTo(status.Sender, Sign(OwnStatus()));

        var budget = new AnswerBudget(_settings);
        foreach (var message in VotesLackedBy(status))
            if (budget.TryTake(message))
                SendTo(status.Sender, message);
            else
                return;
    }

    // Only for places that were open at our last status already: the votes for others may still be in the mail.
    private IEnumerable<SignedMessage> VotesLackedBy(Status status)
    {
        for (var sequence = Executed + 1; sequence <= _openAtStatus; sequence++)
        {
            if (sequence <= status.Executed || _window.Find(sequence) is not { } slot)
                continue;
            var progress = status.ProgressOf(sequence);
            if (progress == SlotProgress.None && slot.PrePrepare is { } proposal && proposal.Signer == Id)
                yield return proposal;
            if (progress < SlotProgress.Prepared && slot.Prepares.Of(_self) is { } prepare)
                yield return prepare;
            if (progress < SlotProgress.Committed && slot.Commits.Of(_self) is { } commit)
                yield return commit;
        }
    }

    private void OnFetch(SignedMessage signed, Fetch fetch, int sender)
    {
        if (!signed.IsValid(_verifier))
            Reject(signed, RejectReason.BadSignature);
        else if (MayAnswer(signed, sender))
            Answer(fetch);
    }

    private void Answer(Fetch fetch)
    {
        var budget = new AnswerBudget(_settings);
        for (var sequence = fetch.First; sequence <= fetch.Last; sequence++)
        {
            if (_window.Logged(sequence) is not { } slot)
                return;
            var answer = Sign(new Committed(Id, slot));
            if (!budget.TryTake(answer))
                return;
            SendTo(fetch.Sender, answer);
        }
    }

    private void OnCommitted(SignedMessage signed, CommittedSlot slot)
    {
        if (slot.Sequence <= Executed)
            Reject(signed, RejectReason.BelowWindow);
        else if (!_catchUp.Awaits(slot.Sequence))
            Reject(signed, RejectReason.Unrequested);
        else if (_window.Find(slot.Sequence)?.Certificate is not null)
            Reject(signed, RejectReason.Duplicate);
        else if (!signed.IsValid(_verifier))
            Reject(signed, RejectReason.BadSignature);
        else if (!Certificates.IsValid(slot, _group, _verifier))
            Reject(signed, RejectReason.InvalidCertificate, authenticated: true);
        else
            Adopt(slot);
    }

    private void Adopt(CommittedSlot slot)
    {
        _window.Open(slot.Sequence).Adopt(slot);
        ExecuteReady();
        FetchIfBehind();
    }

    private void FetchIfBehind()
    {
        if (_catchUp.Next(Executed) is var (replica, first, last))
            SendTo(_group.Replicas[replica], Sign(new Fetch(Id, first, last)));
    }

    private bool MayAnswer(SignedMessage signed, int peer)
    {
        if (_answers[peer]++ < _settings.MaxAnswersPerInterval)
            return true;
        Reject(signed, RejectReason.Throttled, authenticated: true);
        return false;
    }

    private Status OwnStatus() => new(Id, View, true, 0, Executed, _window.Progress());

    private void SendTo(string replica, SignedMessage message) =>
        Emit(new ReplicaOutput.SendTo(replica, message));
}
