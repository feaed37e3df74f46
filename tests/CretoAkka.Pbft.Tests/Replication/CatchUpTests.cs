using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Tests.Support;

namespace CretoAkka.Pbft.Tests.Replication;

public sealed class CatchUpTests : IDisposable
{
    private static readonly string[] Quorum = ["node-1", "node-3", "node-4"];

    private readonly Bench _bench = new("node-2");

    public void Dispose() => _bench.Dispose();

    private SignedMessage Answer(long sequence, string from = "node-3") => _bench.Committed(
        from, _bench.Certificate(sequence, _bench.Put("k", $"{sequence}", sequence), Quorum));

    [Fact]
    public void A_status_goes_out_each_interval_and_no_sooner()
    {
        Assert.Equal([MessageKind.Status], _bench.Tick().Broadcasts());
        _bench.Now += ReplicaSettings.Default.StatusInterval - TimeSpan.FromTicks(1);
        Assert.Empty(_bench.Replica.Step(ReplicaInput.Tick.Instance, _bench.Now));
        _bench.Now += TimeSpan.FromTicks(1);
        Assert.Equal([MessageKind.Status], _bench.Replica.Step(ReplicaInput.Tick.Instance, _bench.Now).Broadcasts());
    }

    [Fact]
    public void A_status_tells_how_far_each_open_place_is()
    {
        var request = _bench.Put("a", "1");
        _bench.Agree(1, request);
        _bench.Agree(3, _bench.Put("a", "3", 3));
        _bench.Deliver(_bench.PrePrepare(4, request), _bench.Prepare("node-3", 4, request), _bench.PrePrepare(5, request));
        _bench.Deliver(_bench.Commit("node-3", 6, request));

        var status = (Status)Assert.IsType<ReplicaOutput.Broadcast>(Assert.Single(_bench.Tick())).Message.Message;
        Assert.Equal((0L, 1L, 4), (status.View, status.Executed, status.Progress.Length));
        Assert.Equal(
            [SlotProgress.None, SlotProgress.Committed, SlotProgress.Prepared, SlotProgress.PrePrepared, SlotProgress.None],
            new long[] { 2, 3, 4, 5, 6 }.Select(status.ProgressOf));
    }

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
        ["too few", "one twice", "one too many", "a stranger", "another place", "another view", "another request", "forged"];

    [Theory, MemberData(nameof(Flaws))]
    public void A_certificate_with_a_flaw_proves_nothing_and_charges_its_sender(string flaw)
    {
        var request = _bench.Put("a", "1");
        var good = _bench.Certificate(1, request, Quorum);
        SignedMessage last = flaw switch
        {
            "one twice" => good.Commits[0],
            "a stranger" => _bench.Commit("client-1", 1, request),
            "another place" => _bench.Commit("node-4", 2, request),
            "another view" => _bench.Commit("node-4", 1, request, view: 1),
            "another request" => _bench.Commit("node-4", 1, _bench.Put("a", "2")),
            "forged" => _bench.Forge(new Commit("node-4", 0, 1, request.ComputeDigest())),
            _ => good.Commits[2],
        };
        var two = good.Commits.RemoveAt(2);
        var commits = flaw switch
        {
            "too few" => two,
            "one too many" => good.Commits.Add(_bench.Commit("node-2", 1, request)),
            _ => two.Add(last),
        };

        _bench.Deliver(_bench.Status("node-3", 1));
        var rejected = _bench.Deliver(_bench.Committed("node-3", new(0, 1, request, commits)))
            .IsRejected(RejectReason.InvalidCertificate);
        Assert.Equal((Verdict.Reject, true, 0L), (rejected.Verdict, rejected.Authenticated, _bench.Replica.Executed));
        Assert.Equal([1], _bench.Deliver(_bench.Committed("node-3", good)).ExecutedPlaces());
    }

    [Fact]
    public void A_quorum_of_commits_does_not_vouch_for_another_request_in_their_place()
    {
        var good = _bench.Certificate(1, _bench.Put("a", "1"), Quorum);
        _bench.Deliver(_bench.Status("node-3", 1));
        _bench.Deliver(_bench.Committed("node-3", new(0, 1, _bench.Put("a", "2"), good.Commits)))
            .IsRejected(RejectReason.InvalidCertificate);
    }

    [Fact]
    public void A_fetch_is_answered_with_certificates_that_hold()
    {
        for (var i = 1; i <= 3; i++)
            _bench.Agree(i, _bench.Put("k", $"{i}", i));
        var answers = _bench.Deliver(_bench.Say(new Fetch("node-4", 2, 1_000))).Sent<Committed>("node-4");

        Assert.Equal([2L, 3L], answers.Select(a => a.Slot.Sequence));
        Assert.All(answers, a => Assert.True(Certificates.IsValid(a.Slot, _bench.Group, _bench.Verifier)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, long.MaxValue)]
    [InlineData(long.MaxValue, long.MaxValue)]
    public void A_fetch_of_what_was_never_executed_is_answered_with_nothing(long first, long last)
    {
        _bench.Agree(1, _bench.Put("k", "1"));
        Assert.Empty(_bench.Deliver(_bench.Say(new Fetch("node-4", first, last))));
    }

    [Fact]
    public void An_answer_is_bounded_in_messages_and_bytes()
    {
        using var few = new Bench("node-2", settings: ReplicaSettings.Default with { MaxAnswer = 2 });
        using var small = new Bench("node-2", settings: ReplicaSettings.Default with { MaxAnswerBytes = 1 });
        for (var i = 1; i <= 3; i++)
        {
            few.Agree(i, few.Put("k", $"{i}", i));
            small.Agree(i, small.Put("k", $"{i}", i));
        }

        Assert.Equal(2, few.Deliver(few.Say(new Fetch("node-4", 1, 3))).Sent<Committed>("node-4").Count);
        Assert.Single(small.Deliver(small.Say(new Fetch("node-4", 1, 3))).Sent<Committed>("node-4"));
    }

    [Fact]
    public void A_peer_that_asks_too_often_is_answered_again_after_the_next_interval()
    {
        using var bench = new Bench("node-2", settings: ReplicaSettings.Default with { MaxAnswersPerInterval = 2 });
        bench.Agree(1, bench.Put("k", "1"));
        var fetch = bench.Say(new Fetch("node-4", 1, 1));
        bench.Deliver(fetch, fetch);

        Assert.Equal(Verdict.Ignore, bench.Deliver(fetch).IsRejected(RejectReason.Throttled).Verdict);
        Assert.Single(bench.Deliver(bench.Say(new Fetch("node-3", 1, 1))));
        bench.Tick();
        Assert.Single(bench.Deliver(fetch).Sent<Committed>("node-4"));
    }

    [Fact]
    public void A_forged_status_or_fetch_moves_nothing()
    {
        _bench.Deliver(_bench.Forge(new Status("node-3", 0, 9, default))).IsRejected(RejectReason.BadSignature);
        _bench.Deliver(_bench.Forge(new Fetch("node-3", 1, 9))).IsRejected(RejectReason.BadSignature);
        Assert.Empty(_bench.Tick().Sent<Fetch>("node-3"));
    }

    [Fact]
    public void A_peer_that_is_behind_learns_how_far_we_are_and_one_that_is_not_hears_nothing()
    {
        _bench.Agree(1, _bench.Put("k", "1"));
        Assert.Equal(1, Assert.Single(_bench.Deliver(_bench.Status("node-3", 0)).Sent<Status>("node-3")).Executed);
        Assert.Empty(_bench.Deliver(_bench.Status("node-3", 1)));
    }

    [Fact]
    public void Votes_that_a_peer_lacks_are_sent_again_once_they_are_older_than_a_status()
    {
        var request = _bench.Put("a", "1");
        var cast = _bench.Deliver(_bench.PrePrepare(1, request), _bench.Prepare("node-3", 1, request))
            .OfType<ReplicaOutput.Broadcast>().Select(b => b.Message.Message).ToList();
        Assert.Empty(_bench.Deliver(_bench.Status("node-4", 0)));

        _bench.Tick();
        Assert.Equal(cast, _bench.Deliver(_bench.Status("node-4", 0)).Sent<ProtocolMessage>("node-4"));
        Assert.Equal(
            [MessageKind.Commit],
            _bench.Deliver(_bench.Status("node-4", 0, SlotProgress.Prepared)).Sent<SlotMessage>("node-4").Select(m => m.Kind));
        Assert.Empty(_bench.Deliver(_bench.Status("node-4", 0, SlotProgress.Committed)));
        Assert.Empty(_bench.Deliver(_bench.Status("node-4", long.MaxValue)).Sent<SlotMessage>("node-4"));
    }

    [Fact]
    public void The_primary_sends_its_proposal_again_to_a_peer_without_one()
    {
        using var primary = new Bench("node-1");
        primary.Deliver(primary.Put("a", "1"));
        primary.Tick();
        Assert.Single(primary.Deliver(primary.Status("node-3", 0)).Sent<PrePrepare>("node-3"));
        Assert.Empty(primary.Deliver(primary.Status("node-3", 0, SlotProgress.PrePrepared)));
    }

    [Fact]
    public void A_backup_deceived_about_the_request_takes_what_the_others_committed()
    {
        var (mine, theirs) = (_bench.Put("a", "mine"), _bench.Put("a", "theirs"));
        _bench.Deliver(_bench.PrePrepare(1, mine), _bench.Status("node-3", 1));
        var outputs = _bench.Deliver(_bench.Committed("node-3", _bench.Certificate(1, theirs, Quorum)));

        Assert.Equal(((Request)theirs.Message).Operation, Assert.Single(outputs.OfType<ReplicaOutput.Executed>()).Operation);
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

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1025, 1)]
    [InlineData(8, 9)]
    [InlineData(8, 0)]
    public void Settings_out_of_range_are_refused(int window, int batch)
    {
        var settings = ReplicaSettings.Default with { Window = window, FetchBatch = batch };
        var error = Assert.Throws<ArgumentException>(() => new Bench("node-2", settings: settings));
        Assert.Contains(error.ParamName!, new[] { nameof(settings.Window), nameof(settings.FetchBatch) });
    }

    [Fact]
    public void A_signer_who_is_not_of_the_group_makes_no_replica() =>
        Assert.Throws<ArgumentException>(() => new Bench("client-1"));
}
