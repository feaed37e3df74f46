using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Tests.Support;

namespace CretoAkka.Pbft.Tests.ViewChanges;

/// <summary>View 1 of four, whose primary is node-2. The replica is node-3, or node-2 where that matters.</summary>
public sealed class NewViewTests : IDisposable
{
    private readonly Bench _bench = new("node-3");
    private readonly Bench _primary = new("node-2");

    public void Dispose()
    {
        _bench.Dispose();
        _primary.Dispose();
    }

    private SignedMessage[] Changes(Bench bench, params PreparedProof[] prepared) =>
    [
        bench.ViewChange("node-1", 1), bench.ViewChange("node-2", 1), bench.ViewChange("node-4", 1, prepared),
    ];

    [Fact]
    public void The_primary_opens_the_view_with_the_view_changes_of_a_quorum_its_own_among_them()
    {
        var outputs = _primary.Deliver(_primary.ViewChange("node-1", 1), _primary.ViewChange("node-4", 1));
        var opened = outputs.First<NewView>();
        Assert.Equal([0, 1, 3], opened.Votes.Select(v => (int)v.Replica));
        Assert.Contains(new ReplicaOutput.ViewEntered(1, "node-2"), outputs);
        Assert.True(_primary.Replica is { InView: true, IsPrimary: true, View: 1 });
    }

    [Fact]
    public void The_primary_goes_on_after_what_the_view_must_propose_again_with_what_it_knows()
    {
        var (old, known) = (_primary.Put("a", "1"), _primary.Put("b", "2", client: "client-2"));
        _primary.Deliver(known);
        _primary.Deliver(_primary.PrePrepare(1, old));
        var outputs = _primary.Deliver(
            _primary.ViewChange("node-1", 1), _primary.ViewChange("node-4", 1, _primary.Prepared(5, old)));
        var proposal = outputs.First<PrePrepare>();
        Assert.Equal((1, 6), (proposal.View, proposal.Sequence));
        Assert.Equal([known], proposal.Batch.Requests);
    }

    [Fact]
    public void Every_backup_recomputes_the_pre_prepares_and_the_highest_view_prepared_wins()
    {
        var (older, newer) = (_bench.Put("a", "1"), _bench.Put("a", "2", client: "client-2"));
        SignedMessage[] changes =
        [
            _bench.ViewChange("node-1", 2, _bench.Prepared(2, older)),
            _bench.ViewChange("node-2", 2, _bench.Prepared(2, newer, view: 1)),
            _bench.ViewChange("node-3", 2, _bench.Prepared(4, older)),
        ];
        using var backup = new Bench("node-4");
        backup.Deliver(backup.PrePrepare(2, newer), backup.PrePrepare(4, older));
        var outputs = backup.Deliver([.. changes, backup.NewView(2, changes)]);

        var prepares = outputs.OfType<ReplicaOutput.Broadcast>().Select(b => b.Message.Message).OfType<Prepare>();
        Assert.Equal(
            [
                new("node-4", 2, 1, Batch.Null.Digest), new("node-4", 2, 2, newer.ComputeDigest()),
                new("node-4", 2, 3, Batch.Null.Digest), new("node-4", 2, 4, older.ComputeDigest()),
            ],
            prepares);
    }

    [Fact]
    public void A_null_request_has_its_place_and_runs_nothing()
    {
        var request = _bench.Put("a", "1");
        _bench.Deliver(_bench.PrePrepare(2, request));
        var changes = Changes(_bench, _bench.Prepared(2, request));
        _bench.Deliver([.. changes, _bench.NewView(1, changes)]);
        var outputs = new List<ReplicaOutput>();
        foreach (var (sequence, digest) in new[] { (1, Batch.Null.Digest), (2, request.ComputeDigest()) })
            outputs.AddRange(_bench.Deliver(
                _bench.Say(new Prepare("node-1", 1, sequence, digest)),
                _bench.Say(new Commit("node-1", 1, sequence, digest)),
                _bench.Say(new Commit("node-2", 1, sequence, digest))));

        Assert.Equal(
            [new(1, Batch.Null.Digest, 0), new(2, request.ComputeDigest(), 1)],
            outputs.OfType<ReplicaOutput.PlaceExecuted>());
        Assert.Single(outputs.OfType<ReplicaOutput.Executed>());
    }

    [Fact]
    public void A_primary_that_proposes_otherwise_than_its_new_view_says_is_charged()
    {
        var (prepared, other) = (_bench.Put("a", "1"), _bench.Put("a", "2", client: "client-2"));
        var changes = Changes(_bench, _bench.Prepared(1, prepared));
        _bench.Deliver([.. changes, _bench.NewView(1, changes)]);
        var rejected = _bench.Refuses(
            _bench.PrePrepare(1, other, "node-2", view: 1), RejectReason.AgainstNewView, verifications: 1);
        Assert.Equal((Verdict.Reject, true), (rejected.Verdict, rejected.Authenticated));
        _bench.Refuses(_bench.PrePrepare(1, prepared, "node-2", view: 1), RejectReason.Duplicate);
    }

    [Fact]
    public void Nothing_is_proposed_at_or_below_the_checkpoint_that_the_view_begins_with()
    {
        var stable = _bench.Stable(64, Digest.Of([1]));
        SignedMessage[] changes =
        [
            _bench.ViewChange("node-1", 1), _bench.ViewChange("node-2", 1),
            _bench.ViewChangeFrom("node-4", 1, stable),
        ];
        _bench.Deliver([.. changes, _bench.NewView(1, changes)]);
        Assert.Equal((0, 1), (_bench.Replica.StableCheckpoint, _bench.Replica.View));
        var request = _bench.Put("a", "1");
        _bench.Refuses(_bench.PrePrepare(64, request, "node-2", view: 1), RejectReason.BelowWindow);
        Assert.Equal(
            [MessageKind.Prepare], _bench.Deliver(_bench.PrePrepare(65, request, "node-2", view: 1)).Broadcasts());
    }

    [Fact]
    public void A_proposal_without_a_request_is_refused()
    {
        var empty = _bench.Say(new PrePrepare("node-1", 0, 1, Batch.Null.Digest, Batch.Null));
        Assert.Equal(Verdict.Reject, _bench.Refuses(empty, RejectReason.EmptyBatch).Verdict);
    }

    [Fact]
    public void A_request_that_a_certificate_names_and_one_does_not_hold_is_fetched_by_digest_and_then_voted_for()
    {
        var request = _bench.Put("a", "1");
        var changes = Changes(_bench, _bench.Prepared(1, request));
        var outputs = _bench.Deliver([.. changes, _bench.NewView(1, changes)]);
        var asked = outputs.OfType<ReplicaOutput.SendTo>().Where(s => s.Message.Message is FetchByDigest).ToList();
        Assert.Equal(2, asked.Select(s => s.Replica).Distinct().Count());
        Assert.DoesNotContain(MessageKind.Prepare, outputs.Broadcasts());

        var wrong = _bench.Say(new FetchedBatch("node-1", new([_bench.Put("a", "2")])));
        _bench.Deliver(wrong).IsRejected(RejectReason.Unrequested);
        var answer = _bench.Say(new FetchedBatch("node-1", new([request])));
        Assert.Equal([MessageKind.Prepare], _bench.Deliver(answer).Broadcasts());
    }

    [Fact]
    public void A_view_change_that_a_new_view_names_and_one_does_not_hold_is_asked_for_and_then_the_view_opens()
    {
        var changes = Changes(_bench);
        _bench.Deliver(changes[0]);
        var outputs = _bench.Deliver(_bench.NewView(1, changes));
        var fetch = Assert.Single(outputs.Sent<FetchByDigest>("node-2"));
        Assert.Equal([changes[1].ComputeDigest(), changes[2].ComputeDigest()], fetch.Digests);
        Assert.Equal(0, _bench.Replica.View);

        Assert.Contains(new ReplicaOutput.ViewEntered(1, "node-2"), _bench.Deliver(changes[1], changes[2]));
        // And whoever asks us gets it from us.
        var asks = _bench.Say(new FetchByDigest("node-4", [changes[0].ComputeDigest()]));
        Assert.Equal([changes[0].Message], _bench.Deliver(asks).Sent<ProtocolMessage>("node-4"));
    }

    [Fact]
    public void A_new_view_may_name_a_view_change_that_its_signer_told_others_differently()
    {
        var changes = Changes(_bench);
        _bench.Deliver(changes[0], changes[1]);
        _bench.Deliver(_bench.ViewChange("node-4", 1, _bench.Prepared(1, _bench.Put("a", "1"))));
        _bench.Deliver(_bench.NewView(1, changes));
        var outputs = _bench.Deliver(changes[2]);
        Assert.Contains(outputs, o => o is ReplicaOutput.Rejected { Reason: RejectReason.Equivocation });
        Assert.Contains(new ReplicaOutput.ViewEntered(1, "node-2"), outputs);
    }

    [Fact]
    public void A_new_view_with_too_few_or_by_a_backup_is_refused()
    {
        var changes = Changes(_bench);
        _bench.Deliver(changes);
        var few = _bench.Deliver(_bench.NewView(1, changes[0], changes[1])).IsRejected(RejectReason.InvalidNewView);
        Assert.Equal((Verdict.Reject, true), (few.Verdict, few.Authenticated));
        var votes = ((NewView)_bench.NewView(1, changes).Message).Votes;
        _bench.Deliver(_bench.Say(new NewView("node-4", 1, votes))).IsRejected(RejectReason.WrongRole);
        _bench.Deliver(_bench.Forge(new NewView("node-2", 1, votes))).IsRejected(RejectReason.BadSignature);
    }

    [Fact]
    public void Two_new_views_of_one_primary_for_one_view_are_evidence()
    {
        var changes = Changes(_bench);
        _bench.Deliver([.. changes, _bench.NewView(1, changes)]);
        var other = _bench.NewView(1, changes[0], changes[1], _bench.ViewChange("node-3", 1));
        Assert.NotNull(_bench.Deliver(other).IsRejected(RejectReason.Equivocation).Conflicting);
    }

    [Fact]
    public void A_new_view_of_a_quorum_is_entered_by_who_has_not_left_the_old_view()
    {
        var changes = Changes(_bench);
        _bench.Deliver(changes[0]);
        _bench.Deliver(_bench.NewView(1, changes));
        _bench.Deliver(changes[1..]);
        Assert.Equal((1, true), (_bench.Replica.View, _bench.Replica.InView));
    }

    [Fact]
    public void Between_views_nothing_is_proposed_prepared_or_committed()
    {
        var request = _bench.Put("a", "1");
        _bench.Deliver(_bench.ViewChange("node-1", 1), _bench.ViewChange("node-4", 1));
        _bench.Deliver(_bench.PrePrepare(1, request)).IsRejected(RejectReason.StaleView);
        _bench.Deliver(_bench.PrePrepare(1, request, "node-2", view: 1)).IsRejected(RejectReason.NotInView);
        _bench.Deliver(_bench.Commit("node-4", 1, request, view: 1)).IsRejected(RejectReason.NotInView);
    }

    [Fact]
    public void A_peer_in_an_older_view_is_sent_what_moves_it()
    {
        var changes = Changes(_bench);
        _bench.Deliver(changes[0], changes[2]);
        var left = _bench.Deliver(_bench.Status("node-4", 0)).Sent<ViewChange>("node-4");
        Assert.Equal(1, Assert.Single(left).View);

        _bench.Deliver(changes[1], _bench.NewView(1, changes));
        Assert.Single(_bench.Deliver(_bench.Status("node-4", 0)).Sent<NewView>("node-4"));
    }
}
