using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Replication;

// Requests: from a client to its place in the order. A backup relays what it hears to the primary, and waits for it: if
// it is not executed in time, the primary is given up.
public sealed partial class Replica
{
    private long _lastAssigned;

    private bool MayPropose => IsPrimary && InView && Mode == ReplicaMode.Voting;

    private void OnRequest(SignedMessage signed, Request request)
    {
        var executed = _state.Clients.LastTimestamp(request.Sender);
        if (request.Timestamp < executed)
            Reject(signed, RejectReason.StaleRequest);
        else if (request.Timestamp == executed)
            Repeat(signed, request);
        else if (!IsPrimary && InView && _pending.Holds(signed))
            SendTo(Primary, signed);
        else if (WhyDeclined(request) is { } reason)
            Reject(signed, reason);
        else if (!signed.IsValid(_verifier))
            Reject(signed, RejectReason.BadSignature);
        else
            TakeOn(signed, request);
    }

    private void Repeat(SignedMessage signed, Request request)
    {
        if (signed.IsValid(_verifier))
            ReplyTo(request, _state.Clients.LastResult(request.Sender));
        else
            Reject(signed, RejectReason.BadSignature);
    }

    private RejectReason? WhyDeclined(Request request) =>
        IsPrimary && Mode != ReplicaMode.Voting ? RejectReason.NotVoting
        : _pending.Knows(request.Sender, request.Timestamp) ? RejectReason.InProgress
        : _pending.IsFullFor(request.Sender) ? RejectReason.Overloaded
        : null;

    private void TakeOn(SignedMessage signed, Request request)
    {
        _pending.Add(signed, request);
        if (IsPrimary)
            AssignPlaces();
        else if (InView)
            SendTo(Primary, signed);
    }

    // While as many proposals are on their way as may be, requests wait and then share a place.
    private void AssignPlaces()
    {
        while (MayPropose && _lastAssigned < _log.Last && _lastAssigned - Executed < _settings.MaxInFlight
            && _pending.TryTakeBatch(_settings.MaxBatch, out var batch))
            Propose(batch, ++_lastAssigned);
    }

    private void Propose(Batch batch, long sequence)
    {
        var proposal = Sign(new PrePrepare(Id, View, sequence, batch.Digest, batch));
        Accept(_log.Open(sequence), batch, proposal);
        Emit(new ReplicaOutput.Broadcast(proposal));
    }
}
