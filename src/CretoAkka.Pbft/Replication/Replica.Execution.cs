using CretoAkka.Pbft.Checkpoints;
using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Replication;

// Execution: from committed places to replies, in order, without gaps, each client timestamp once.
public sealed partial class Replica
{
    private readonly ReplicatedState _state;

    private void ExecuteReady()
    {
        var before = Executed;
        while (_log.TakeNext() is { } slot)
            Execute(slot);
        if (Executed > before)
            AssignPlaces();
    }

    private void Execute(CommittedSlot slot)
    {
        Emit(new ReplicaOutput.PlaceExecuted(slot.Sequence, slot.Digest, slot.Batch.Requests.Count));
        _state.Ordered(slot.Digest);
        foreach (var request in slot.Batch.Requests)
            Execute(slot.Sequence, (Request)request.Message);
        if (InView && slot.View == View && slot.Batch.Requests.Count > 0)
            _timer.Reset();
        if (_marks.IsCheckpoint(slot.Sequence))
            TakeCheckpoint(slot.Sequence);
    }

    private void Execute(long sequence, Request request)
    {
        _pending.Executed(request.Sender, request.Timestamp);
        var isNew = _state.TryExecute(request, out var result);
        Emit(new ReplicaOutput.Executed(
            sequence, request.Sender, request.Timestamp, request.Operation, result, Applied: isNew));
        if (isNew)
            ReplyTo(request, result);
    }

    private void ReplyTo(Request request, Bytes result) => Emit(new ReplicaOutput.ReplyTo(
        request.Sender, Sign(new Reply(Id, View, request.Sender, request.Timestamp, result))));
}
