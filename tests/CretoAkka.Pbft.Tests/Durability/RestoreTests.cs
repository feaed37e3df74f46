using CretoAkka.Pbft.Durability;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Tests.Support;

namespace CretoAkka.Pbft.Tests.Durability;

/// <summary>Votes are on disk before they are sent, and what comes back from disk keeps to them.</summary>
public sealed class RestoreTests : IDisposable
{
    private readonly Bench _bench = new("node-3");
    private readonly SignedMessage _request;

    public RestoreTests() => _request = _bench.Put("a", "1");

    public void Dispose() => _bench.Dispose();

    private static IEnumerable<string> Order(IEnumerable<ReplicaOutput> outputs) => outputs.Select(output => output switch
    {
        ReplicaOutput.Persist p => $"disk {p.Record.Kind}",
        ReplicaOutput.Broadcast b => $"send {b.Kind}",
        _ => output.GetType().Name,
    });

    [Fact]
    public void Votes_are_on_disk_before_they_are_sent()
    {
        var replica = _bench.Replica;
        IEnumerable<string> Step(SignedMessage message) =>
            Order(replica.Step(new ReplicaInput.Receive(message), default));

        Assert.Equal(["disk Accepted", "send Prepare"], Step(_bench.PrePrepare(1, _request)));
        Assert.Equal(["disk Prepared", "send Commit"], Step(_bench.Prepare("node-2", 1, _request)));
        Step(_bench.ViewChange("node-1", 1));
        Assert.Equal(
            ["disk View", "ViewChangeStarted", "send ViewChange"], Step(_bench.ViewChange("node-4", 1)).Take(3));
    }

    [Fact]
    public void A_primarys_proposal_and_new_view_are_on_disk_before_they_are_sent()
    {
        using var primary = new Bench("node-1");
        Assert.Equal(
            ["disk Accepted", "send PrePrepare"],
            Order(primary.Replica.Step(new ReplicaInput.Receive(_request), default)));
        using var next = new Bench("node-2");
        next.Deliver(next.ViewChange("node-1", 1));
        var opened = Order(next.Replica.Step(new ReplicaInput.Receive(next.ViewChange("node-4", 1)), default)).ToList();
        Assert.True(opened.LastIndexOf("disk View") < opened.IndexOf("send NewView"));
    }

    [Fact]
    public void After_a_crash_it_votes_for_nothing_else_at_the_same_place()
    {
        _bench.Deliver(_bench.PrePrepare(1, _request));
        _bench.Restart();
        var other = _bench.PrePrepare(1, _bench.Put("a", "2", client: "client-2"));
        Assert.NotNull(_bench.Refuses(other, RejectReason.Equivocation, verifications: 1).Conflicting);
        _bench.Refuses(_bench.PrePrepare(1, _request), RejectReason.Duplicate);
        // The vote itself goes out again to who lacks it, and counts.
        Assert.Single(_bench.Deliver(_bench.Status("node-4", 0)).Sent<Prepare>("node-4"));
        Assert.Equal([MessageKind.Commit], _bench.Deliver(_bench.Prepare("node-2", 1, _request)).Broadcasts());
    }

    [Fact]
    public void After_a_crash_what_was_prepared_is_in_its_view_change()
    {
        _bench.Deliver(_bench.PrePrepare(1, _request), _bench.Prepare("node-2", 1, _request));
        _bench.Restart();
        var outputs = _bench.Deliver(_bench.ViewChange("node-1", 1), _bench.ViewChange("node-4", 1));
        Assert.Equal(_request.ComputeDigest(), Assert.Single(outputs.First<ViewChange>().Prepared).Digest);
        var ask = _bench.Say(new FetchByDigest("node-4", [_request.ComputeDigest()]));
        Assert.Single(_bench.Deliver(ask).Sent<FetchedBatch>("node-4"));
    }

    [Fact]
    public void After_a_crash_it_is_in_the_view_it_had_left_for_and_says_the_same_view_change()
    {
        var said = _bench.Deliver(_bench.ViewChange("node-1", 1), _bench.ViewChange("node-4", 1)).First<ViewChange>();
        _bench.Restart();
        Assert.Equal((1, false), (_bench.Replica.View, _bench.Replica.InView));
        _bench.Deliver(_bench.PrePrepare(1, _request)).IsRejected(RejectReason.StaleView);
        Assert.Equal(said, _bench.Tick().First<ViewChange>());
    }

    [Fact]
    public void After_a_crash_it_is_in_the_view_it_had_entered_and_holds_to_its_new_view()
    {
        SignedMessage[] changes =
        [
            _bench.ViewChange("node-1", 1), _bench.ViewChange("node-2", 1),
            _bench.ViewChange("node-4", 1, _bench.Prepared(1, _request)),
        ];
        _bench.Deliver(_bench.PrePrepare(1, _request));
        _bench.Deliver([.. changes, _bench.NewView(1, changes)]);
        _bench.Restart();
        Assert.Equal((1, true), (_bench.Replica.View, _bench.Replica.InView));
        var other = _bench.PrePrepare(1, _bench.Put("a", "2", client: "client-2"), "node-2", view: 1);
        _bench.Refuses(other, RejectReason.AgainstNewView, verifications: 1);
        Assert.Single(_bench.Deliver(_bench.Status("node-4", 0)).Sent<NewView>("node-4"));
    }

    [Fact]
    public void After_a_crash_a_primary_gives_no_place_twice()
    {
        using var primary = new Bench("node-1");
        primary.Deliver(_request);
        primary.Restart();
        var outputs = primary.Deliver(primary.Put("b", "2", client: "client-2"));
        Assert.Equal(2, outputs.First<PrePrepare>().Sequence);
    }

    [Fact]
    public void A_damaged_record_is_a_clear_error_and_never_a_wrong_state()
    {
        _bench.Deliver(_bench.PrePrepare(1, _request), _bench.Prepare("node-2", 1, _request));
        _bench.Deliver(_bench.ViewChange("node-1", 1), _bench.ViewChange("node-4", 1));
        foreach (var record in _bench.Disk.Records.ToList())
            for (var at = 0; at < record.Content.Length; at += 7)
            {
                var bytes = record.Content.Span.ToArray();
                bytes[at] ^= 0x40;
                var damaged = record with { Content = Bytes.Of(bytes) };
                var error = Record.Exception(() => _bench.Restart([damaged]));
                Assert.True(error is null or InvalidDataException, $"{error}");
                if (record.Kind == RecordKind.View)
                    Assert.IsType<InvalidDataException>(error);
            }
    }

    [Fact]
    public void Records_that_a_later_one_replaces_are_dropped()
    {
        static DurableRecord Record(RecordKind kind, long place) => new(kind, place, default);
        var state = new DurableState();
        foreach (var place in new[] { 1L, 2, 3 })
        {
            state.Write(Record(RecordKind.Accepted, place));
            state.Write(Record(RecordKind.Prepared, place));
        }

        state.Write(Record(RecordKind.View, 0));
        state.Write(Record(RecordKind.View, 0));
        state.Write(Record(RecordKind.Checkpoint, 1));
        state.Write(Record(RecordKind.Checkpoint, 2));
        Assert.Equal(
            [(RecordKind.Accepted, 3L), (RecordKind.Prepared, 3), (RecordKind.View, 0), (RecordKind.Checkpoint, 2)],
            state.Records.Select(r => (r.Kind, r.Place)).Order());
    }
}
