using CretoAkka.Pbft.Durability;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.ViewChanges;

namespace CretoAkka.Pbft.Replication;

// Leaving a view: because a request is not executed in time, or because others that are too many to be all faulty have
// left. A primary that is slow but not silent is given up in the same way; no circuit can mend it.
public sealed partial class Replica
{
    private readonly ViewTimer _timer;
    private readonly ViewChangeBook _changes;

    // The request that the timer of the view is for: the one that has waited longest.
    private SignedMessage? _awaited;

    private void OnTimer(TimeSpan now)
    {
        if (Mode != ReplicaMode.Voting || !_timer.HasExpired(now))
            return;
        // A correct replica has executed what we have not: we are late, not the primary.
        if (InView && ExecutedElsewhere > Executed)
            _timer.Start(now);
        else
            MoveTo(View + 1);
    }

    // In a view a backup waits for one request at a time, and for each as long. Between views the timer starts once a
    // quorum has moved as far: before that nobody could open the view, and who is alone would run ahead of the others.
    private void UpdateTimer(TimeSpan now)
    {
        var awaited = InView && !IsPrimary ? _pending.Oldest : null;
        if (InView && awaited is null)
            _timer.Stop();
        else if (InView && !awaited!.Equals(_awaited))
            _timer.Start(now);
        else if (!InView && !_timer.IsRunning && _changes.HasQuorumFor(View))
            _timer.Start(now);
        _awaited = awaited;
    }

    private void MoveTo(long view)
    {
        LeaveFor(view);
        _timer.Double();
        var change = Sign(new ViewChange(
            Id, view, _checkpoints.Stable, [.. _log.InOrder.Select(slot => slot.Prepared).OfType<PreparedProof>()]));
        _changes.Add(_self, change);
        Persist(RecordCodec.View(null, [change]));
        Emit(new ReplicaOutput.ViewChangeStarted(view));
        Emit(new ReplicaOutput.Broadcast(change));
        JoinOrOpen();
    }

    private void LeaveFor(long view)
    {
        (View, InView, _awaited) = (view, false, null);
        _timer.Stop();
    }

    private void OnViewChange(SignedMessage signed, ViewChange change, int sender)
    {
        var digest = signed.ComputeDigest();
        var awaiting = _candidates.OfType<NewViewCandidate>().FirstOrDefault(c => c.Awaits(sender, change, digest));
        var earlier = _changes.Of(sender);
        var known = earlier?.Message is ViewChange other ? other.View : -1;
        var isOld = change.View < Math.Max(View, known) || (change.View == View && InView);
        // Two of one replica for one view are evidence, however late the second comes.
        if (awaiting is null && isOld && change.View != known)
            Reject(signed, RejectReason.StaleView);
        else if (awaiting is null && signed.Equals(earlier))
            Reject(signed, RejectReason.Duplicate);
        else if (!signed.IsValid(_verifier))
            Reject(signed, RejectReason.BadSignature);
        else
            Take(signed, change, sender, awaiting);
    }

    private void Take(SignedMessage signed, ViewChange change, int sender, NewViewCandidate? awaiting)
    {
        var earlier = _changes.Of(sender);
        var contradicts = earlier?.Message is ViewChange other && other.View == change.View && !signed.Equals(earlier);
        if (contradicts)
            RejectEquivocation(signed, earlier!);
        if (!ViewChangeRules.IsProven(change, _group, _marks, _verifier))
        {
            Reject(signed, RejectReason.InvalidCertificate, authenticated: true);
            if (awaiting is not null)
                Drop(awaiting);
            return;
        }

        if (!contradicts)
            _changes.Add(sender, signed);
        Learn(change.Stable);
        if (awaiting is not null)
        {
            awaiting.Add(signed.ComputeDigest(), signed);
            OpenIfComplete(awaiting);
        }

        JoinOrOpen();
    }

    // Its primary vouched for a VIEW-CHANGE that proves nothing.
    private void Drop(NewViewCandidate candidate)
    {
        _candidates[_group.IndexOf(candidate.Signed.Signer)] = null;
        Reject(candidate.Signed, RejectReason.InvalidNewView, authenticated: true);
    }

    // f + 1 others are further: one of them is correct, so the smallest of their views is no liar's alone. A replica
    // that is far behind joins several times over.
    private void JoinOrOpen()
    {
        if (Mode != ReplicaMode.Voting)
            return;
        if (_changes.ViewToJoin(View) is { } view)
            MoveTo(view);
        else if (!InView && IsPrimary && _changes.QuorumFor(View) is { } quorum)
            OpenView(quorum);
    }

    private void OpenView(IReadOnlyList<SignedMessage> quorum)
    {
        var message = Sign(new NewView(
            Id, View,
            [.. quorum.Select(change => new NewViewVote(
                (byte)_group.IndexOf(change.Signer), change.ComputeDigest()))]));
        Enter(message, quorum);
    }

    // It is said once and sent until the view is open: who has lost it cannot open the view without it.
    private void RepeatViewChange()
    {
        if (!InView && Mode == ReplicaMode.Voting
            && _changes.Of(_self) is { Message: ViewChange { View: var view } } own && view == View)
            Emit(new ReplicaOutput.Broadcast(own));
    }

    private SignedMessage? FindViewChange(Digest digest) =>
        _opened.FirstOrDefault(change => change.ComputeDigest() == digest) ?? _changes.Find(digest);
}
