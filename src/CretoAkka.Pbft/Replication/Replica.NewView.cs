using CretoAkka.Pbft.Durability;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.ViewChanges;

namespace CretoAkka.Pbft.Replication;

// Entering a view. Every replica computes from the VIEW-CHANGEs what the view must propose again.
public sealed partial class Replica
{
    private readonly NewViewCandidate?[] _candidates;
    private NewViewPlan _plan = NewViewPlan.First;
    private SignedMessage? _newView;
    private IReadOnlyList<SignedMessage> _opened = [];
    private int _batchSource;

    private void OnNewView(SignedMessage signed, NewView message, int sender)
    {
        var earlier = message.View == View && InView ? _newView : _candidates[sender]?.Signed;
        var other = earlier?.Message is NewView said && said.View == message.View ? earlier : null;
        if (message.View < View || (message.View == View && InView && other is null)
            || _candidates[sender]?.Message.View > message.View)
            Reject(signed, RejectReason.StaleView);
        else if (message.Sender != _group.PrimaryOf(message.View))
            Reject(signed, RejectReason.WrongRole);
        else if (signed.Equals(other))
            Reject(signed, RejectReason.Duplicate);
        else if (!signed.IsValid(_verifier))
            Reject(signed, RejectReason.BadSignature);
        else if (other is not null)
            RejectEquivocation(signed, other);
        else if (!ViewChangeRules.HasQuorum(message, _group))
            Reject(signed, RejectReason.InvalidNewView, authenticated: true);
        else
            Consider(new(signed), sender);
    }

    // One for each replica, so that a liar's NEW-VIEW, whose VIEW-CHANGEs nobody has, keeps no other out.
    private void Consider(NewViewCandidate candidate, int sender)
    {
        _candidates[sender] = candidate;
        foreach (var digest in candidate.Missing.ToList())
            if (_changes.Find(digest) is { } change && candidate.Awaits(
                _group.IndexOf(change.Signer), (ViewChange)change.Message, digest))
                candidate.Add(digest, change);
        if (!candidate.IsComplete)
            SendTo(candidate.Signed.Signer, Sign(new FetchByDigest(Id, [.. candidate.Missing])));
        OpenIfComplete(candidate);
    }

    private void OpenIfComplete(NewViewCandidate candidate)
    {
        if (!candidate.IsComplete)
            return;
        _candidates[_group.IndexOf(candidate.Signed.Signer)] = null;
        if (candidate.Message.View > View || (candidate.Message.View == View && !InView))
            Enter(candidate.Signed, candidate.Found);
    }

    private void Enter(SignedMessage newView, IReadOnlyList<SignedMessage> changes)
    {
        Persist(RecordCodec.View(newView, changes));
        Adopt(newView, changes);
        if (IsPrimary)
            Emit(new ReplicaOutput.Broadcast(newView));
        Emit(new ReplicaOutput.ViewEntered(View, Primary));
        Learn(_plan.Stable);
        FillPlanned();
        AssignPlaces();
        RelayPending();
        // What the others said of the view before we were in it was of no use to us: they say it again to who asks.
        _openAtStatus = _plan.Last;
        Emit(new ReplicaOutput.Broadcast(Sign(OwnStatus())));
    }

    // As much as one answer holds: clients ask everybody again where that is not enough.
    private void RelayPending()
    {
        var budget = new AnswerBudget(_settings);
        if (!IsPrimary)
            foreach (var request in _pending.All.TakeWhile(budget.TryTake))
                SendTo(Primary, request);
    }

    private void Adopt(SignedMessage newView, IReadOnlyList<SignedMessage> changes)
    {
        var view = ((NewView)newView.Message).View;
        (View, InView, _newView, _opened, _awaited) = (view, true, newView, changes, null);
        _timer.Stop();
        _plan = NewViewPlan.Of(changes.Select(change => (ViewChange)change.Message));
        KeepBatches();
        _log.EnterView(view, _plan);
        _pending.Unplace();
        _lastAssigned = Math.Max(_plan.Last, StableCheckpoint);
        for (var i = 0; i < _candidates.Length; i++)
            if (_candidates[i]?.Message.View <= view)
                _candidates[i] = null;
    }

    // A slot forgets what was only proposed, but the plan may name it: others may have prepared it.
    private void KeepBatches()
    {
        var kept = new Dictionary<Digest, Batch>();
        for (var sequence = _plan.Stable.Sequence + 1; sequence <= _plan.Last; sequence++)
            if (_plan.For(sequence) is { } digest && Known(digest) is { } batch)
                kept[digest] = batch;
        _batches = kept;
    }

    // Proposes to ourselves what the NEW-VIEW fills, as far as it is between our watermarks and the batch is here.
    private void FillPlanned()
    {
        if (!InView)
            return;
        var last = Math.Min(_plan.Last, _log.Last);
        for (var sequence = Math.Max(_plan.Stable.Sequence, StableCheckpoint) + 1; sequence <= last; sequence++)
        {
            var slot = _log.Open(sequence);
            if (slot.Batch is null && _plan.For(sequence) is { } digest && Known(digest) is { } batch)
                AcceptAsBackup(slot, batch, null);
        }

        FetchBatches();
    }

    private Batch? Known(Digest digest) => _batches.GetValueOrDefault(digest) ?? FindBatch(digest);

    // Nothing above what the NEW-VIEW fills is fixed by it.
    private ValueList<Digest> MissingBatches() => InView && _plan.Last > StableCheckpoint
        ? [.. _log.InOrder.Where(slot => slot is { Batch: null, Fixed: not null, IsDecided: false })
            .Select(slot => slot.Fixed!.Value).Distinct().Take(MessageLimits.Digests)]
        : [];

    // f + 1 are asked, and others the next time: somebody correct has it, or it would not be in a certificate.
    private void FetchBatches()
    {
        var missing = MissingBatches();
        if (missing.Count == 0)
            return;
        var fetch = Sign(new FetchByDigest(Id, missing));
        for (var asked = 0; asked <= _group.MaxFaulty; asked++)
        {
            _batchSource = (_batchSource + 1) % _group.Size;
            if (_batchSource == _self)
                _batchSource = (_batchSource + 1) % _group.Size;
            SendTo(_group.Replicas[_batchSource], fetch);
        }
    }

    private void OnFetchedBatch(SignedMessage signed, FetchedBatch message)
    {
        var digest = message.Batch.Digest;
        if (!MissingBatches().Contains(digest))
        {
            Reject(signed, RejectReason.Unrequested);
            return;
        }

        foreach (var slot in _log.InOrder.Where(slot => slot.Batch is null && slot.Fixed == digest).ToList())
            AcceptAsBackup(slot, message.Batch, null);
    }
}
