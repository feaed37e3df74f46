using CretoAkka.Pbft.Durability;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Signing;
using CretoAkka.Pbft.Store;
using CretoAkka.Pbft.Transfer;

namespace CretoAkka.Pbft.Replication;

// Back from disk: what was promised before is promised still.
public sealed partial class Replica
{
    /// <summary>A replica that goes on where an earlier life of it stopped, from what that life had on disk.</summary>
    /// <param name="group">Who replicates; as before.</param>
    /// <param name="settings">
    /// Its bounds; as before where they are equal at all replicas. It recovers if they say so, or the records do.
    /// </param>
    /// <param name="signer">Signs as this replica.</param>
    /// <param name="verifier">Knows the keys of the replicas and of every client.</param>
    /// <param name="store">What is replicated, in its initial state.</param>
    /// <param name="records">
    /// Every record that was persisted and not replaced, in any order. None at all is a replica that never voted.
    /// </param>
    /// <exception cref="InvalidDataException">
    /// A record is damaged or another replica's. To be started without it, a replica must be recovering.
    /// </exception>
    /// <exception cref="ArgumentException">The signer is not of the group, or a setting is out of range.</exception>
    public static Replica Restore(
        ReplicaGroup group, ReplicaSettings settings, ISigner signer, IVerifier verifier, IStateMachine store,
        IEnumerable<DurableRecord> records)
    {
        var replica = new Replica(group, settings, signer, verifier, store);
        // A checkpoint moves the window, a view decides what the rest of the records means.
        foreach (var record in records.OrderBy(record => record.Kind switch
        {
            RecordKind.Recovery => 0,
            RecordKind.Checkpoint => 1,
            RecordKind.View => 2,
            RecordKind.Prepared => 3,
            _ => 4,
        }).ThenBy(record => record.Place))
            replica.Remember(record);
        replica.CastAgain();
        return replica;
    }

    private void Remember(DurableRecord record)
    {
        switch (record.Kind)
        {
            case RecordKind.Recovery:
                RememberRecovery(record);
                break;
            case RecordKind.Checkpoint:
                RememberCheckpoint(record);
                break;
            case RecordKind.View:
                RememberView(record);
                break;
            case RecordKind.Prepared when record.Place > StableCheckpoint:
                RememberPrepared(record);
                break;
            case RecordKind.Accepted when record.Place > StableCheckpoint:
                RememberAccepted(record);
                break;
        }
    }

    private void RememberRecovery(DurableRecord record)
    {
        var (recovering, target) = RecordCodec.ReadRecovery(record);
        if (!recovering)
            return;
        Mode = ReplicaMode.Recovering;
        _recovery = new(_group, _marks.Window, _settings.Incarnation, target);
    }

    private void RememberCheckpoint(DurableRecord record)
    {
        var (proof, content) = RecordCodec.ReadCheckpoint(record);
        var state = StateTree.Of(content);
        if (state.Root != proof.State || !_marks.IsCheckpoint(proof.Sequence)
            || !Certificates.IsValid(proof, _group, _verifier) || !_state.TryRestore(content))
            throw RecordCodec.Damaged(record, "the state is not the one that a quorum had");
        _checkpoints.Restart(proof.Sequence, state);
        _checkpoints.Stabilize(proof);
        _log.Stabilize(proof.Sequence);
        _lastAssigned = proof.Sequence;
    }

    private void RememberView(DurableRecord record)
    {
        var (newView, changes) = RecordCodec.ReadView(record);
        if (changes.Count == 0 || changes.Append(newView).Any(signed => signed?.IsValid(_verifier) == false))
            throw RecordCodec.Damaged(record, "a signature is wrong");
        if (newView is not null)
        {
            Adopt(newView, changes);
            return;
        }

        if (changes[0].Signer != Id)
            throw RecordCodec.Damaged(record, $"it is {changes[0].Signer}'s");
        LeaveFor(((ViewChange)changes[0].Message).View);
        _changes.Add(_self, changes[0]);
    }

    private void RememberPrepared(DurableRecord record)
    {
        var (proof, batch) = RecordCodec.ReadPrepared(record);
        if (proof.Sequence != record.Place || batch.Digest != proof.Digest
            || !Certificates.IsValid(proof, _group, _verifier))
            throw RecordCodec.Damaged(record, "the certificate is wrong");
        if (record.Place <= _log.Last)
            _log.Open(record.Place).SetPrepared(proof, batch);
    }

    private void RememberAccepted(DurableRecord record)
    {
        var (view, batch, signed) = RecordCodec.ReadAccepted(record);
        if (signed?.IsValid(_verifier) == false)
            throw RecordCodec.Damaged(record, "the signature is wrong");
        _batches[batch.Digest] = batch;
        if (view != View || !InView || record.Place > _log.Last)
            return;
        _log.Open(record.Place).Accept(batch, signed);
        _lastAssigned = Math.Max(_lastAssigned, record.Place);
        foreach (var request in batch.Requests)
            Know(request, (Request)request.Message);
    }

    // The votes that had left, or were about to, with the same content as then.
    private void CastAgain()
    {
        if (Mode != ReplicaMode.Voting || !InView)
            return;
        foreach (var slot in _log.InOrder.Where(slot => slot.Batch is not null))
        {
            VotePrepare(slot);
            if (slot.Prepared?.View == View && slot.Prepared.Digest == slot.Batch!.Digest)
                Cast(slot.Commits, new Commit(Id, View, slot.Sequence, slot.Batch.Digest));
        }

        _openAtStatus = _log.Last;
        _outputs = [];
    }
}
