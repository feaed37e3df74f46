using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Tests.Support;

namespace CretoAkka.Pbft.Tests.Replication;

public sealed class CatchUpTests : IDisposable
{
    private static readonly string[] Quorum = ["node-1", "node-3", "node-4"];

    private static readonly string[] Names = ["node-1", "node-2", "node-3", "node-4"];

    private readonly Bench _bench = new("node-2");

    public void Dispose() => _bench.Dispose();

    private SignedMessage Answer(long sequence, string from = "node-3") => _bench.Committed(
        from, _bench.Certificate(sequence, _bench.Put("k", $"{sequence}", sequence), Quorum));

    [Fact]
    public void A_replica_that_is_behind_fetches_a_bounded_range_and_goes_on_when_it_has_it()
    {
        var fetch = Assert.Single(_bench.Deliver(_bench.Status("node-3", 40)).Sent<Fetch>("node-3"));
        Assert.Equal((1L, 32L), (fetch.First, fetch.Last));

        var outputs = _bench.Deliver([.. Enumerable.Range(1, 32).Select(i => Answer(i))]);
        Assert.Equal(Enumerable.Range(1, 32).Select(i => (long)i), outputs.ExecutedPlaces());
        Assert.Equal(32, outputs.Replies().Count);
        fetch = Assert.Single(outputs.Sent<Fetch>("node-3"));
        Assert.Equal((33L, 40L), (fetch.First, fetch.Last));
    }

    [Fact]
    public void Answers_in_any_order_are_executed_in_order()
    {
        _bench.Deliver(_bench.Status("node-3", 3));
        Assert.Empty(_bench.Deliver(Answer(3), Answer(2)).ExecutedPlaces());
        Assert.Equal([1, 2, 3], _bench.Deliver(Answer(1)).ExecutedPlaces());
    }

    [Fact]
    public void What_is_said_of_a_place_that_was_fetched_is_not_needed_and_costs_no_verification()
    {
        var request = _bench.Put("k", "2", 2);
        _bench.Deliver(_bench.Status("node-3", 2), Answer(2));
        var before = _bench.Verifier.Calls;

        _bench.Deliver(_bench.PrePrepare(2, request)).IsRejected(RejectReason.Unneeded);
        _bench.Deliver(_bench.Prepare("node-3", 2, request)).IsRejected(RejectReason.Unneeded);
        _bench.Deliver(_bench.Commit("node-1", 2, request)).IsRejected(RejectReason.Unneeded);
        _bench.Deliver(Answer(2)).IsRejected(RejectReason.Duplicate);
        Assert.Equal(before, _bench.Verifier.Calls);
    }

    [Fact]
    public void A_replica_that_moves_by_itself_does_not_fetch_what_is_in_the_mail()
    {
        _bench.Agree(1, _bench.Put("a", "1"));
        _bench.Tick();
        Assert.Empty(_bench.Deliver(_bench.Status("node-3", 2)).Sent<Fetch>("node-3"));
        Assert.Single(_bench.Tick().Sent<Fetch>("node-3"));
    }

    [Fact]
    public void A_peer_that_does_not_deliver_has_to_wait_until_the_others_had_their_turn()
    {
        Assert.Single(_bench.Deliver(_bench.Status("node-3", 1_000_000)).Sent<Fetch>("node-3"));
        _bench.Deliver(_bench.Status("node-4", 1));
        Assert.Single(_bench.Tick().Sent<Fetch>("node-4"));
        Assert.Equal([1], _bench.Deliver(Answer(1, from: "node-4")).ExecutedPlaces());
    }

    [Fact]
    public void A_late_answer_of_a_peer_asked_before_is_still_welcome()
    {
        _bench.Deliver(_bench.Status("node-3", 1), _bench.Status("node-4", 1));
        Assert.Single(_bench.Tick().Sent<Fetch>("node-4"));
        Assert.Equal([1], _bench.Deliver(Answer(1, from: "node-3")).ExecutedPlaces());
    }

    [Fact]
    public void A_peer_that_delivers_one_place_at_a_time_does_not_slow_us_for_long()
    {
        _bench.Deliver(_bench.Status("node-3", 30), _bench.Status("node-4", 30));
        Assert.Single(_bench.Tick().Sent<Fetch>("node-4"));
        _bench.Deliver(Answer(1, from: "node-4"));
        Assert.Single(_bench.Tick().Sent<Fetch>("node-3"));
    }

    [Fact]
    public void A_partial_answer_is_followed_by_the_rest_at_the_next_tick()
    {
        _bench.Deliver(_bench.Status("node-3", 3));
        _bench.Deliver(Answer(1));
        var fetch = Assert.Single(_bench.Tick().Sent<Fetch>("node-3"));
        Assert.Equal((2L, 3L), (fetch.First, fetch.Last));
    }

    [Fact]
    public void A_certificate_that_nobody_asked_for_costs_no_verification()
    {
        var answer = Answer(1);
        Assert.Equal(Verdict.Ignore, _bench.Deliver(answer).IsRejected(RejectReason.Unrequested).Verdict);
        Assert.Equal(0, _bench.Verifier.Calls);
    }

    public static TheoryData<string> Flaws =>
    [
        "too few", "one too many", "one twice", "a stranger",
        "another place", "another view", "another request", "forged",
    ];

    [Theory, MemberData(nameof(Flaws))]
    public void A_certificate_with_a_flaw_proves_nothing_and_charges_its_sender(string flaw)
    {
        var request = _bench.Put("a", "1");
        var good = _bench.Certificate(1, request, Quorum);
        Voucher last = flaw switch
        {
            "one twice" => good.Commits[1],
            "a stranger" => new(4, _bench.Commit("client-1", 1, request).Signature),
            "another place" => new(3, _bench.Commit("node-4", 2, request).Signature),
            "another view" => new(3, _bench.Commit("node-4", 1, request, view: 1).Signature),
            "another request" => new(3, _bench.Commit("node-4", 1, _bench.Put("a", "2")).Signature),
            "forged" => new(3, _bench.Forge(new Commit("node-4", 0, 1, request.ComputeDigest())).Signature),
            _ => good.Commits[2],
        };
        var two = good.Commits.Take(2);
        ValueList<Voucher> commits = flaw switch
        {
            "too few" => [.. two],
            "one too many" => _bench.Vouchers(Names.Select(name => _bench.Commit(name, 1, request))),
            _ => [.. two, last],
        };

        _bench.Deliver(_bench.Status("node-3", 1));
        var rejected = _bench.Deliver(_bench.Committed("node-3", new(0, 1, new([request]), commits)))
            .IsRejected(RejectReason.InvalidCertificate);
        Assert.Equal((Verdict.Reject, true, 0L), (rejected.Verdict, rejected.Authenticated, _bench.Replica.Executed));
        Assert.Equal([1], _bench.Deliver(_bench.Committed("node-3", good)).ExecutedPlaces());
    }

    [Fact]
    public void A_quorum_of_commits_does_not_vouch_for_another_request_in_their_place()
    {
        var good = _bench.Certificate(1, _bench.Put("a", "1"), Quorum);
        _bench.Deliver(_bench.Status("node-3", 1));
        _bench.Deliver(_bench.Committed("node-3", new(0, 1, new([_bench.Put("a", "2")]), good.Commits)))
            .IsRejected(RejectReason.InvalidCertificate);
    }

    [Fact]
    public void A_forged_status_or_fetch_moves_nothing()
    {
        _bench.Deliver(_bench.Forge(new Status("node-3", 0, true, 0, 9, default))).IsRejected(RejectReason.BadSignature);
        _bench.Deliver(_bench.Forge(new Fetch("node-3", 1, 9))).IsRejected(RejectReason.BadSignature);
        Assert.Empty(_bench.Tick().Sent<Fetch>("node-3"));
    }

    [Fact]
    public void A_backup_deceived_about_the_request_takes_what_the_others_committed()
    {
        var (mine, theirs) = (_bench.Put("a", "mine"), _bench.Put("a", "theirs"));
        _bench.Deliver(_bench.PrePrepare(1, mine), _bench.Status("node-3", 1));
        var outputs = _bench.Deliver(_bench.Committed("node-3", _bench.Certificate(1, theirs, Quorum)));

        var executed = Assert.Single(outputs.OfType<ReplicaOutput.Executed>());
        Assert.Equal(((Request)theirs.Message).Operation, executed.Operation);
        Assert.Empty(outputs.Broadcasts());
    }

    [Fact]
    public void What_is_executed_elsewhere_is_believed_only_of_more_than_f_replicas()
    {
        _bench.Deliver(_bench.Status("node-3", 50));
        Assert.Equal(0, _bench.Replica.ExecutedElsewhere);
        _bench.Deliver(_bench.Status("node-4", 7));
        Assert.Equal(7, _bench.Replica.ExecutedElsewhere);
    }
}
