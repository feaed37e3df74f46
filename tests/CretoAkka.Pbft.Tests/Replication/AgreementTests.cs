using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Tests.Support;

namespace CretoAkka.Pbft.Tests.Replication;

public sealed class AgreementTests : IDisposable
{
    private readonly Bench _backup = new("node-2");
    private readonly Bench _primary = new("node-1");

    public void Dispose()
    {
        _backup.Dispose();
        _primary.Dispose();
    }

    [Fact]
    public void The_primary_gives_a_request_the_next_place_and_sends_no_prepare()
    {
        var first = _primary.Deliver(_primary.Put("a", "1"));
        var second = _primary.Deliver(_primary.Put("a", "2", client: "client-2"));

        Assert.Equal([MessageKind.PrePrepare], first.Broadcasts());
        Assert.Equal(1, Assert.IsType<ReplicaOutput.Broadcast>(Assert.Single(first)).Sequence);
        Assert.Equal(2, Assert.IsType<ReplicaOutput.Broadcast>(Assert.Single(second)).Sequence);
    }

    [Fact]
    public void A_backup_answers_a_pre_prepare_with_one_prepare_for_the_same_place_and_digest()
    {
        var request = _backup.Put("a", "1");
        var outputs = _backup.Deliver(_backup.PrePrepare(5, request));

        var vote = Assert.IsType<ReplicaOutput.Broadcast>(Assert.Single(outputs)).Message;
        Assert.Equal(new Prepare("node-2", 0, 5, request.ComputeDigest()), vote.Message);
        Assert.True(vote.IsValid(_backup.Verifier));
    }

    [Fact]
    public void A_backup_of_four_is_prepared_with_one_other_prepare_beside_its_own()
    {
        var request = _backup.Put("a", "1");
        Assert.Equal([MessageKind.Prepare], _backup.Deliver(_backup.PrePrepare(1, request)).Broadcasts());
        Assert.Equal([MessageKind.Commit], _backup.Deliver(_backup.Prepare("node-3", 1, request)).Broadcasts());
        Assert.Empty(_backup.Deliver(_backup.Prepare("node-4", 1, request)).Broadcasts());
    }

    [Fact]
    public void The_primary_is_prepared_only_with_the_prepares_of_two_backups()
    {
        var request = _primary.Put("a", "1");
        _primary.Deliver(request);
        Assert.Empty(_primary.Deliver(_primary.Prepare("node-3", 1, request)));
        Assert.Equal([MessageKind.Commit], _primary.Deliver(_primary.Prepare("node-4", 1, request)).Broadcasts());
    }

    [Fact]
    public void A_backup_of_four_verifies_five_signatures_for_a_place()
    {
        // The proposal, the client's, one prepare and two commits.
        _backup.Agree(1, _backup.Put("a", "1"));
        Assert.Equal(5, _backup.Verifier.Calls);
    }

    [Fact]
    public void Commits_of_a_quorum_execute_and_one_less_does_not()
    {
        var request = _backup.Put("a", "1");
        _backup.Deliver(_backup.PrePrepare(1, request), _backup.Prepare("node-3", 1, request));

        Assert.Empty(_backup.Deliver(_backup.Commit("node-3", 1, request)).ExecutedPlaces());
        Assert.Equal([1], _backup.Deliver(_backup.Commit("node-1", 1, request)).ExecutedPlaces());
        Assert.Equal(1, _backup.Store.Count);
    }

    [Fact]
    public void Seven_replicas_need_four_prepares_and_five_commits()
    {
        using var bench = new Bench("node-2", replicas: 7);
        var request = bench.Put("a", "1");
        bench.Deliver(bench.PrePrepare(1, request));

        Assert.Empty(bench.Deliver(bench.Prepare("node-3", 1, request), bench.Prepare("node-4", 1, request)));
        Assert.Equal([MessageKind.Commit], bench.Deliver(bench.Prepare("node-5", 1, request)).Broadcasts());
        Assert.Empty(bench.Deliver(
            bench.Commit("node-1", 1, request),
            bench.Commit("node-3", 1, request),
            bench.Commit("node-4", 1, request)));
        Assert.Equal([1], bench.Deliver(bench.Commit("node-7", 1, request)).ExecutedPlaces());
    }

    [Fact]
    public void Commits_without_prepares_are_no_commitment()
    {
        var request = _backup.Put("a", "1");
        _backup.Deliver(_backup.PrePrepare(1, request));
        var outputs = _backup.Deliver(
            _backup.Commit("node-1", 1, request),
            _backup.Commit("node-3", 1, request),
            _backup.Commit("node-4", 1, request));

        Assert.Empty(outputs.ExecutedPlaces());
        Assert.Equal([1], _backup.Deliver(_backup.Prepare("node-3", 1, request)).ExecutedPlaces());
    }

    [Fact]
    public void Votes_for_another_digest_do_not_count_towards_the_one_proposed()
    {
        var (request, other) = (_backup.Put("a", "1"), _backup.Put("a", "2"));
        _backup.Deliver(_backup.PrePrepare(1, request));

        Assert.Empty(_backup.Deliver(_backup.Prepare("node-3", 1, other)));
        Assert.Equal([MessageKind.Commit], _backup.Deliver(_backup.Prepare("node-4", 1, request)).Broadcasts());
        Assert.Empty(_backup.Deliver(_backup.Commit("node-1", 1, other), _backup.Commit("node-3", 1, other)));
        Assert.Empty(_backup.Deliver(_backup.Commit("node-4", 1, request)));
        Assert.Equal(0, _backup.Replica.Executed);
    }

    [Fact]
    public void Votes_that_come_before_their_pre_prepare_count_once_it_is_there()
    {
        var request = _backup.Put("a", "1");
        Assert.Empty(_backup.Deliver(
            _backup.Commit("node-3", 1, request),
            _backup.Commit("node-1", 1, request),
            _backup.Prepare("node-3", 1, request)));

        var outputs = _backup.Deliver(_backup.PrePrepare(1, request));
        Assert.Equal([MessageKind.Prepare, MessageKind.Commit], outputs.Broadcasts());
        Assert.Equal([1], outputs.ExecutedPlaces());
    }

    [Fact]
    public void A_committed_place_waits_for_the_place_before_it()
    {
        var (first, second) = (_backup.Put("a", "1"), _backup.Get("a", client: "client-2"));
        Assert.Empty(_backup.Agree(2, second).ExecutedPlaces());

        var outputs = _backup.Agree(1, first);
        Assert.Equal([1, 2], outputs.ExecutedPlaces());
        Assert.Equal(["client-1", "client-2"], outputs.Replies().Select(r => r.Client));
    }

    [Fact]
    public void What_was_committed_is_kept_with_exactly_a_quorum_of_valid_commits()
    {
        var request = _backup.Put("a", "1");
        _backup.Agree(1, request);

        var slot = _backup.Replica.CommittedAt(1);
        Assert.NotNull(slot);
        Assert.Equal([request], slot.Batch.Requests);
        Assert.Equal(3, slot.Commits.Count);
        Assert.True(Certificates.IsValid(slot, _backup.Group, _backup.Verifier));
        Assert.Null(_backup.Replica.CommittedAt(2));
        Assert.Null(_backup.Replica.CommittedAt(0));
    }

    [Fact]
    public void The_log_of_open_places_is_never_wider_than_the_window()
    {
        using var bench = new Bench("node-2", settings: ReplicaSettings.Default with { Window = 8, FetchBatch = 8 });
        for (var sequence = 1; sequence <= 20; sequence++)
            bench.Deliver(bench.PrePrepare(sequence, bench.Put("a", "1", sequence)));
        Assert.Equal(8, bench.Replica.OpenSlots);
    }
}
