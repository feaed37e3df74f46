using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Replication;

// Which message goes where.
public sealed partial class Replica
{
    private void OnMessage(SignedMessage signed)
    {
        if (signed.Message is Request request)
        {
            OnRequest(signed, request);
            return;
        }

        var sender = _group.IndexOf(signed.Signer);
        if (sender < 0)
            Reject(signed, RejectReason.UnknownSender);
        else if (sender == _self)
            OnOwnMessage(signed);
        else if (signed.Message is SlotMessage vote)
            OnSlotMessage(signed, vote, sender);
        else
            OnPeerMessage(signed, sender);
    }

    private void OnSlotMessage(SignedMessage signed, SlotMessage vote, int sender)
    {
        if (vote is PrePrepare proposal)
            OnPrePrepare(signed, proposal);
        else
            OnVote(signed, vote, sender);
    }

    private void OnPeerMessage(SignedMessage signed, int sender)
    {
        switch (signed.Message)
        {
            case Status status:
                OnStatus(signed, status, sender);
                break;
            case Fetch fetch:
                OnFetch(signed, fetch, sender);
                break;
            case Committed committed:
                OnCommitted(signed, committed.Slot);
                break;
            case Checkpoint checkpoint:
                OnCheckpoint(signed, checkpoint, sender);
                break;
            case Stable stable:
                OnStable(signed, stable, sender);
                break;
            case Recover recover:
                OnRecover(signed, recover, sender);
                break;
            default:
                OnViewOrContent(signed, sender);
                break;
        }
    }

    private void OnViewOrContent(SignedMessage signed, int sender)
    {
        switch (signed.Message)
        {
            case ViewChange change:
                OnViewChange(signed, change, sender);
                break;
            case NewView newView:
                OnNewView(signed, newView, sender);
                break;
            case FetchByDigest fetch:
                OnFetchByDigest(signed, fetch, sender);
                break;
            case FetchedBatch batch:
                OnFetchedBatch(signed, batch);
                break;
            case StateChunk chunk:
                OnStateChunk(signed, chunk);
                break;
            default:
                Reject(signed, RejectReason.UnexpectedKind);
                break;
        }
    }
}
