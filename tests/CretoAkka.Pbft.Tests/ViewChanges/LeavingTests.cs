using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Tests.Support;

namespace CretoAkka.Pbft.Tests.ViewChanges;

/// <summary>When a replica gives a primary up. It is node-3 of four; T is a second.</summary>
public sealed class LeavingTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Bench _bench = new("node-3");

    public void Dispose() => _bench.Dispose();

    private IEnumerable<long> Left(TimeSpan time) =>
        _bench.Wait(time).OfType<ReplicaOutput.ViewChangeStarted>().Select(v => v.View);

    [Fact]
    public void A_backup_starts_its_timer_for_a_request_that_it_knows_of_and_that_does_not_execute()
    {
        _bench.Tick();
        _bench.Deliver(_bench.Put("a", "1"));
        Assert.Empty(Left(0.9 * Second));
        Assert.Equal([1], Left(0.2 * Second));
        Assert.Equal((1, false), (_bench.Replica.View, _bench.Replica.InView));
    }

    [Fact]
    public void A_request_that_only_the_pre_prepare_brought_starts_it_too()
    {
        _bench.Tick();
        _bench.Deliver(_bench.PrePrepare(1, _bench.Put("a", "1")));
        Assert.Equal([1], Left(1.1 * Second));
    }

    [Fact]
    public void Without_a_request_nobody_gives_a_primary_up() => Assert.Empty(Left(60 * Second));

    [Fact]
    public void A_request_that_executes_stops_the_timer_and_the_next_one_gets_its_own_time()
    {
        var (first, second) = (_bench.Put("a", "1"), _bench.Put("a", "2", client: "client-2"));
        _bench.Tick();
        _bench.Deliver(first, second);
        _bench.Wait(0.8 * Second);
        _bench.Deliver(
            _bench.PrePrepare(1, first), _bench.Prepare("node-2", 1, first),
            _bench.Commit("node-1", 1, first), _bench.Commit("node-2", 1, first));
        Assert.Empty(Left(0.8 * Second));
        Assert.Equal([1], Left(0.4 * Second));
    }

    [Fact]
    public void A_primary_that_starves_one_client_is_given_up_though_it_serves_others()
    {
        _bench.Tick();
        _bench.Deliver(_bench.Put("a", "starved"));
        for (var i = 1; i <= 3; i++)
        {
            Assert.Empty(Left(0.3 * Second));
            var other = _bench.Put("a", "served", i, "client-2");
            _bench.Deliver(
                _bench.PrePrepare(i, other), _bench.Prepare("node-2", i, other),
                _bench.Commit("node-1", i, other), _bench.Commit("node-2", i, other));
        }

        Assert.Equal([1], Left(0.3 * Second));
    }

    [Fact]
    public void The_next_views_timer_starts_only_once_a_quorum_has_moved_to_that_view_or_further()
    {
        _bench.Deliver(_bench.Put("a", "1"));
        Assert.Equal([1], Left(30 * Second));

        _bench.Deliver(_bench.ViewChange("node-1", 1));
        Assert.Empty(Left(30 * Second));
        _bench.Deliver(_bench.ViewChange("node-4", 1));
        Assert.Empty(Left(1.9 * Second));
        Assert.Equal([2], Left(0.2 * Second));
    }

    [Fact]
    public void The_view_timer_doubles_at_each_further_view_and_is_never_capped()
    {
        _bench.Deliver(_bench.Put("a", "1"));
        Assert.Equal([1], Left(1.2 * Second));
        for (var left = 1; left <= 12; left++)
        {
            Assert.Equal(Second * Math.Pow(2, left), _bench.Replica.ViewTimeout);
            var view = _bench.Replica.View;
            _bench.Deliver(_bench.ViewChange("node-1", view), _bench.ViewChange("node-4", view));
            _bench.Now += _bench.Replica.ViewTimeout - (0.1 * Second);
            Assert.Empty(_bench.Step(ReplicaInput.Tick.Instance).OfType<ReplicaOutput.ViewChangeStarted>());
            // A view that it would open itself is passed over, with the others.
            if (_bench.Group.PrimaryOf(view + 1) == _bench.Self)
                _bench.Deliver(_bench.ViewChange("node-1", view + 2), _bench.ViewChange("node-4", view + 2));
            else
                Assert.Equal([view + 1], Left(0.2 * Second));
        }
    }

    [Fact]
    public void The_view_timer_saturates_where_the_arithmetic_ends()
    {
        using var patient = new Bench("node-3", settings: ReplicaSettings.Default with
        {
            ViewTimeout = TimeSpan.MaxValue / 3 * 2,
        });
        patient.Deliver(patient.ViewChange("node-1", 1), patient.ViewChange("node-2", 1));
        Assert.Equal(TimeSpan.MaxValue, patient.Replica.ViewTimeout);
        patient.Deliver(patient.ViewChange("node-1", 2), patient.ViewChange("node-2", 2));
        Assert.Equal((2, TimeSpan.MaxValue), (patient.Replica.View, patient.Replica.ViewTimeout));
    }

    [Fact]
    public void F_plus_one_view_changes_for_higher_views_make_it_join_the_smallest_of_them()
    {
        Assert.Empty(_bench.Deliver(_bench.ViewChange("node-1", 9)).Broadcasts());
        var outputs = _bench.Deliver(_bench.ViewChange("node-4", 5));
        Assert.Equal(5, outputs.First<ViewChange>().View);
        Assert.Equal(5, _bench.Replica.View);
    }

    [Fact]
    public void Of_each_sender_only_the_highest_view_counts()
    {
        Assert.Empty(_bench.Deliver(_bench.ViewChange("node-1", 1), _bench.ViewChange("node-1", 2)).Broadcasts());
        _bench.Deliver(_bench.ViewChange("node-1", 1)).IsRejected(RejectReason.StaleView);
        Assert.Equal(0, _bench.Replica.View);
    }

    [Fact]
    public void A_view_change_is_sent_again_the_same_until_the_view_is_open()
    {
        _bench.Deliver(_bench.ViewChange("node-1", 1), _bench.ViewChange("node-4", 1));
        var sent = _bench.Wait(1.5 * Second).OfType<ReplicaOutput.Broadcast>()
            .Where(b => b.Kind == MessageKind.ViewChange && b.View == 1).Select(b => b.Message).ToList();
        Assert.True(sent.Count >= 2);
        Assert.Single(sent.Distinct());
    }

    [Fact]
    public void A_replica_that_is_late_does_not_blame_the_primary()
    {
        _bench.Deliver(_bench.Put("a", "1"), _bench.Status("node-1", 3), _bench.Status("node-4", 3));
        Assert.Empty(Left(10 * Second));
    }

    [Fact]
    public void What_it_has_prepared_is_in_its_view_change_with_the_proof()
    {
        var request = _bench.Put("a", "1");
        _bench.Deliver(_bench.PrePrepare(7, request), _bench.Prepare("node-2", 7, request));
        var change = _bench.Wait(1.2 * Second).First<ViewChange>();
        var proof = Assert.Single(change.Prepared);
        Assert.Equal((0, 7, request.ComputeDigest()), (proof.View, proof.Sequence, proof.Digest));
        Assert.True(Certificates.IsValid(proof, _bench.Group, _bench.Verifier));
    }

    [Fact]
    public void Two_view_changes_of_one_replica_for_one_view_are_evidence_with_both_messages()
    {
        var one = _bench.ViewChange("node-1", 1);
        var other = _bench.ViewChange("node-1", 1, _bench.Prepared(1, _bench.Put("a", "1")));
        _bench.Deliver(one);
        var rejected = _bench.Deliver(other).IsRejected(RejectReason.Equivocation);
        Assert.Equal((other, one, true), (rejected.Message, rejected.Conflicting, rejected.Authenticated));
    }

    [Theory]
    [InlineData("too few")]
    [InlineData("the primary's")]
    [InlineData("another place")]
    [InlineData("beyond the window")]
    [InlineData("no checkpoint")]
    public void A_view_change_that_claims_what_it_cannot_prove_charges_its_signer(string flaw)
    {
        var request = _bench.Put("a", "1");
        var good = _bench.Prepared(1, request);
        var claim = flaw switch
        {
            "too few" => good with { Prepares = [good.Prepares[0]] },
            "the primary's" => _bench.Prepared(1, request, 0, "node-1", "node-2"),
            "another place" => good with { Sequence = 2 },
            _ => _bench.Prepared(129, request),
        };
        var change = flaw == "no checkpoint"
            ? _bench.ViewChangeFrom("node-1", 1, _bench.Stable(63, default))
            : _bench.ViewChange("node-1", 1, claim);
        var rejected = _bench.Deliver(change).IsRejected(RejectReason.InvalidCertificate);
        Assert.Equal((Verdict.Reject, true), (rejected.Verdict, rejected.Authenticated));
    }
}
