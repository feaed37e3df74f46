using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Store;
using CretoAkka.Pbft.Tests.Support;

namespace CretoAkka.Pbft.Tests.Replication;

public sealed class RequestTests : IDisposable
{
    private readonly Bench _backup = new("node-2");
    private readonly Bench _primary = new("node-1");

    public void Dispose()
    {
        _backup.Dispose();
        _primary.Dispose();
    }

    private static IReadOnlyList<ReplicaOutput> CommitAtPrimary(Bench bench, long sequence, SignedMessage request) =>
        bench.Deliver(
            bench.Prepare("node-2", sequence, request), bench.Prepare("node-3", sequence, request),
            bench.Commit("node-2", sequence, request), bench.Commit("node-3", sequence, request));

    [Fact]
    public void A_backup_relays_a_request_to_the_primary()
    {
        var request = _backup.Put("a", "1");
        var relayed = Assert.IsType<ReplicaOutput.SendTo>(Assert.Single(_backup.Deliver(request)));
        Assert.Equal(("node-1", request), (relayed.Replica, relayed.Message));
    }

    [Fact]
    public void A_reply_names_the_request_and_carries_the_result()
    {
        var outputs = _backup.Agree(1, _backup.Put("a", "1", timestamp: 7));
        var reply = Assert.Single(outputs.Replies());
        Assert.Equal(("node-2", 0L, "client-1", 7L), (reply.Sender, reply.View, reply.Client, reply.Timestamp));
        Assert.Equal(new(KeyValueStatus.Stored), KeyValueResult.TryDecode(reply.Result.Span));
    }

    [Fact]
    public void A_repeated_request_gets_the_same_reply_and_is_not_executed_again()
    {
        var request = _backup.Put("a", "1");
        var first = _backup.Agree(1, request).OfType<ReplicaOutput.ReplyTo>().Single();
        var again = _backup.Deliver(request);

        Assert.Equal(first, Assert.IsType<ReplicaOutput.ReplyTo>(Assert.Single(again)));
        Assert.Equal(1, _backup.Replica.Executed);
    }

    [Fact]
    public void A_request_older_than_the_last_executed_one_of_its_client_is_ignored_unverified()
    {
        _backup.Agree(1, _backup.Put("a", "1", timestamp: 5));
        var before = _backup.Verifier.Calls;
        var rejected = _backup.Deliver(_backup.Put("a", "2", timestamp: 4)).IsRejected(RejectReason.StaleRequest);

        Assert.Equal(Verdict.Ignore, rejected.Verdict);
        Assert.Equal(before, _backup.Verifier.Calls);
    }

    [Fact]
    public void A_request_that_a_primary_orders_twice_is_executed_once()
    {
        var request = _backup.Put("a", "1");
        _backup.Agree(1, request);
        _backup.Agree(2, _backup.Put("a", "2", client: "client-2"));
        var outputs = _backup.Agree(3, request);

        var executed = Assert.Single(outputs.OfType<ReplicaOutput.Executed>());
        Assert.Equal((3L, false), (executed.Sequence, executed.Applied));
        Assert.Empty(outputs.Replies());
        var found = new KeyValueResult(KeyValueStatus.Found, Operations.Text("2"));
        Assert.Equal(found.Encode(), _backup.Store.Apply(Operations.Get("a").Span));
    }

    [Fact]
    public void A_request_in_progress_gets_no_second_place_and_costs_no_signature()
    {
        var request = _primary.Put("a", "1");
        _primary.Deliver(request);
        var before = _primary.Verifier.Calls;

        Assert.Equal(Verdict.Ignore, _primary.Deliver(request).IsRejected(RejectReason.InProgress).Verdict);
        Assert.Equal(before, _primary.Verifier.Calls);
    }

    [Fact]
    public void What_a_client_asks_before_its_last_request_is_executed_waits_for_that()
    {
        var (first, second) = (_primary.Put("a", "1"), _primary.Put("a", "2", timestamp: 2));
        _primary.Deliver(first);
        Assert.Empty(_primary.Deliver(second));
        Assert.Equal([MessageKind.Commit, MessageKind.PrePrepare], CommitAtPrimary(_primary, 1, first).Broadcasts());
    }

    [Fact]
    public void A_request_that_its_client_did_not_sign_is_refused_and_leaves_no_trace()
    {
        var request = new Request("client-1", 1, Operations.Put("a", "1"));
        var rejected = _primary.Deliver(_primary.Forge(request)).IsRejected(RejectReason.BadSignature);

        Assert.Equal((Verdict.Reject, false), (rejected.Verdict, rejected.Authenticated));
        Assert.Equal([MessageKind.PrePrepare], _primary.Deliver(_primary.Say(request)).Broadcasts());
    }

    [Fact]
    public void Requests_wait_while_as_many_proposals_as_may_be_are_on_their_way()
    {
        using var bench = new Bench("node-1", settings: ReplicaSettings.Default with { MaxInFlight = 1 });
        var (first, second) = (bench.Put("a", "1"), bench.Put("b", "2", client: "client-2"));
        bench.Deliver(first);
        Assert.Empty(bench.Deliver(second));

        var outputs = CommitAtPrimary(bench, 1, first);
        Assert.Equal([MessageKind.Commit, MessageKind.PrePrepare], outputs.Broadcasts());
        Assert.Equal(2, outputs.OfType<ReplicaOutput.Broadcast>().Last().Sequence);
    }

    [Fact]
    public void No_more_requests_wait_than_the_bound_allows()
    {
        var narrow = ReplicaSettings.Default with { MaxInFlight = 1, MaxPendingRequests = 2 };
        using var bench = new Bench("node-1", settings: narrow);
        bench.Deliver(bench.Put("a", "1"));
        bench.Deliver(bench.Put("b", "2", client: "client-2"));
        var third = bench.Say(new Request("node-4", 1, Operations.Put("c", "3")));

        Assert.Equal(Verdict.Ignore, bench.Deliver(third).IsRejected(RejectReason.Overloaded).Verdict);
    }

    [Fact]
    public void An_operation_that_is_rubbish_is_ordered_answered_and_changes_nothing()
    {
        var request = _backup.Say(new Request("client-1", 1, Operations.Text("rubbish")));
        var reply = Assert.Single(_backup.Agree(1, request).Replies());
        Assert.Equal(new(KeyValueStatus.Invalid), KeyValueResult.TryDecode(reply.Result.Span));
        Assert.Equal(0, _backup.Store.Count);
    }
}
