using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Replication;

// Requests: from a client to its place in the order.
public sealed partial class Replica
{
    private long _lastAssigned;

    private void OnRequest(SignedMessage signed, Request request)
    {
        var executed = _clients.LastTimestamp(request.Sender);
        var repeated = request.Timestamp == executed;
        if (request.Timestamp < executed)
            Reject(signed, RejectReason.StaleRequest);
        else if (!repeated && IsPrimary && WhyPrimaryDeclines(request) is { } reason)
            Reject(signed, reason);
        else if (!signed.IsValid(_verifier))
            Reject(signed, RejectReason.BadSignature);
        else if (repeated)
            Emit(new ReplicaOutput.ReplyTo(request.Sender, _clients.LastReply(request.Sender)!));
        else if (IsPrimary)
            TakeOn(signed, request);
        else
            Emit(new ReplicaOutput.SendTo(Primary, signed));
    }

    private RejectReason? WhyPrimaryDeclines(Request request) =>
        Mode != ReplicaMode.Voting ? RejectReason.NotVoting
        : _requests.IsInProgress(request.Sender) ? RejectReason.InProgress
        : _requests.IsFull ? RejectReason.Overloaded
        : null;

    private void TakeOn(SignedMessage signed, Request request)
    {
        _requests.Add(signed, request);
        AssignPlaces();
    }

    private void AssignPlaces()
    {
        while (!_requests.IsEmpty && _lastAssigned < _window.Last)
            Propose(_requests.Take(), ++_lastAssigned);
    }

    private void Propose(SignedMessage request, long sequence)
    {
        var proposal = Sign(new PrePrepare(Id, View, sequence, request.ComputeDigest(), new([request])));
        _window.Open(sequence).Accept(proposal);
        Emit(new ReplicaOutput.Broadcast(proposal));
    }
}
