using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Replication;

// Execution: from committed places to replies, in order, without gaps, each client timestamp once.
public sealed partial class Replica
{
    private void ExecuteReady()
    {
        var before = Executed;
        while (_window.TakeNext() is { } slot)
            foreach (var request in slot.Batch.Requests)
                Execute(slot.Sequence, (Request)request.Message);
        if (Executed > before)
            AssignPlaces();
    }

    private void Execute(long sequence, Request request)
    {
        _requests.Executed(request.Sender, request.Timestamp);
        var isNew = request.Timestamp > _clients.LastTimestamp(request.Sender);
        var result = isNew ? _store.Apply(request.Operation.Span) : default;
        Emit(new ReplicaOutput.Executed(
            sequence, request.Sender, request.Timestamp, request.Operation, result, Applied: isNew));
        if (isNew)
            ReplyTo(request, result);
    }

    private void ReplyTo(Request request, Bytes result)
    {
        var reply = Sign(new Reply(Id, View, request.Sender, request.Timestamp, result));
        _clients.Replied(request.Sender, reply);
        Emit(new ReplicaOutput.ReplyTo(request.Sender, reply));
    }
}
