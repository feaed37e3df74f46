using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Replication;

// Committed places: asked for by a replica that is behind, and proven by their commits.
public sealed partial class Replica
{
    private void OnFetch(SignedMessage signed, Fetch fetch, int sender)
    {
        if (!signed.IsValid(_verifier))
            Reject(signed, RejectReason.BadSignature);
        else if (MayAnswer(signed, sender))
            Answer(fetch);
    }

    private void Answer(Fetch fetch)
    {
        // What is below is kept by nobody: the state is.
        if (fetch.First <= StableCheckpoint)
        {
            if (StableCheckpoint > 0)
                SendTo(fetch.Sender, Sign(new Stable(Id, 0, _checkpoints.Stable)));
            return;
        }

        var budget = new AnswerBudget(_settings);
        for (var sequence = fetch.First; sequence <= fetch.Last; sequence++)
        {
            if (_log.Logged(sequence) is not { } slot)
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
        else if (slot.Sequence > _log.Last || !_catchUp.Awaits(slot.Sequence))
            Reject(signed, RejectReason.Unrequested);
        else if (_log.Find(slot.Sequence)?.Certificate is not null)
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
        _log.Open(slot.Sequence).Adopt(slot);
        ExecuteReady();
        FetchIfBehind();
    }

    private void FetchIfBehind()
    {
        if (_catchUp.Next(Executed, _log.Last) is var (replica, first, last))
            SendTo(_group.Replicas[replica], Sign(new Fetch(Id, first, last)));
    }
}
