using System.Globalization;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Transfer;

namespace CretoAkka.Pbft.Replication;

// State transfer, for what nobody keeps single places of any more; and the answers to who asks by digest.
public sealed partial class Replica
{
    private readonly StateTransfer _transfer;

    private void BeginTransfer()
    {
        if (_ahead is null)
            return;
        _transfer.Begin(_ahead);
        AskForState();
    }

    private void AskForState()
    {
        if (_transfer.Next() is var (source, parts))
            SendTo(_group.Replicas[source], Sign(new FetchByDigest(Id, parts)));
    }

    // What comes proves itself by its digest, so nobody's signature is looked at.
    private void OnStateChunk(SignedMessage signed, StateChunk chunk)
    {
        if (!_transfer.TryAdd(chunk.Content))
            Reject(signed, RejectReason.Unrequested);
        else if (_transfer.Result is { } state)
            Install(state);
        else
            AskForState();
    }

    private void Install(Bytes content)
    {
        var proof = _transfer.Target!;
        _transfer.End();
        if (!_state.TryRestore(content))
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"the state that a quorum has at place {proof.Sequence} is no snapshot of this store"));
        var state = StateTree.Of(content);
        _checkpoints.Restart(proof.Sequence, state);
        _log.Rewind(proof.Sequence);
        _pending.DropExecuted(_state.Clients.LastTimestamp);
        Emit(new ReplicaOutput.StateInstalled(proof.Sequence));
        Stabilize(proof, state);
        ExecuteReady();
        FetchIfBehind();
    }

    private void OnFetchByDigest(SignedMessage signed, FetchByDigest fetch, int sender)
    {
        if (!signed.IsValid(_verifier))
            Reject(signed, RejectReason.BadSignature);
        else if (MayAnswer(signed, sender))
            Answer(fetch);
    }

    private void Answer(FetchByDigest fetch)
    {
        var budget = new AnswerBudget(_settings);
        var found = fetch.Digests.Select(Find).OfType<SignedMessage>().ToList();
        foreach (var answer in found)
            if (budget.TryTake(answer))
                SendTo(fetch.Sender, answer);
        // Who asks for a state that is gone is to take a later one.
        if (found.Count == 0 && StableCheckpoint > 0)
            SendTo(fetch.Sender, Sign(new Stable(Id, 0, _checkpoints.Stable)));
    }

    private SignedMessage? Find(Digest digest) =>
        _checkpoints.FindPart(digest) is { } part ? Sign(new StateChunk(Id, part))
        : FindBatch(digest) is { } batch ? Sign(new FetchedBatch(Id, batch))
        : FindViewChange(digest);

    private Batch? FindBatch(Digest digest) =>
        digest == Batch.Null.Digest
            ? Batch.Null
            : _log.InOrder.Select(slot => slot.Find(digest)).FirstOrDefault(batch => batch is not null);
}
