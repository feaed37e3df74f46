using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Tests.Support;

namespace CretoAkka.Pbft.Tests.Replication;

public sealed class AnsweringTests : IDisposable
{
    private readonly Bench _bench = new("node-2");

    public void Dispose() => _bench.Dispose();

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
        _bench.Deliver(
            _bench.PrePrepare(4, request), _bench.Prepare("node-3", 4, request),
            _bench.PrePrepare(5, request),
            _bench.Commit("node-3", 6, request));

        var status = (Status)Assert.IsType<ReplicaOutput.Broadcast>(Assert.Single(_bench.Tick())).Message.Message;
        Assert.Equal((0L, 1L, 4), (status.View, status.Executed, status.Progress.Length));
        Assert.Equal(SlotProgress.None, status.ProgressOf(2));
        Assert.Equal(SlotProgress.Committed, status.ProgressOf(3));
        Assert.Equal(SlotProgress.Prepared, status.ProgressOf(4));
        Assert.Equal(SlotProgress.PrePrepared, status.ProgressOf(5));
        Assert.Equal(SlotProgress.None, status.ProgressOf(6));
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
        var prepared = _bench.Deliver(_bench.Status("node-4", 0, SlotProgress.Prepared));
        Assert.Equal([MessageKind.Commit], prepared.Sent<SlotMessage>("node-4").Select(m => m.Kind));
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
}
