using CretoAkka.Node.Replicas;
using CretoAkka.Pbft.Durability;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;

namespace CretoAkka.Node.Tests.Replicas;

public sealed class OutputQueueTests
{
    private readonly List<string> _done = [];

    [Fact]
    public void What_follows_a_record_waits_until_it_is_on_disk()
    {
        var queue = new OutputQueue(isDurable: true, Note);

        var records = queue.Add([View(1), Keep(1), View(2)]);

        Assert.Equal(["view 1"], _done);
        Assert.Equal([1], Places(records));
        Assert.Null(queue.Written());
        Assert.Equal(["view 1", "kept 1", "view 2"], _done);
    }

    [Fact]
    public void Records_that_come_during_a_write_share_the_next_one_in_order()
    {
        var queue = new OutputQueue(isDurable: true, Note);
        queue.Add([Keep(1), View(1)]);

        Assert.Null(queue.Add([View(2), Keep(2)]));
        Assert.Null(queue.Add([Keep(3), View(3)]));
        Assert.Empty(_done);

        Assert.Equal([2, 3], Places(queue.Written()));
        Assert.Equal(["kept 1", "view 1"], _done);
        Assert.Null(queue.Written());
        Assert.Equal(["kept 1", "view 1", "view 2", "kept 2", "kept 3", "view 3"], _done);
    }

    [Fact]
    public void What_needs_no_record_does_not_pass_what_waits()
    {
        var queue = new OutputQueue(isDurable: true, Note);
        queue.Add([Keep(1)]);
        queue.Add([View(1)]);

        Assert.Empty(_done);
        Assert.Null(queue.Written());
        Assert.Equal(["kept 1", "view 1"], _done);
        Assert.Null(queue.Add([View(2)]));
        Assert.Equal("view 2", _done[^1]);
    }

    [Fact]
    public void Without_a_disk_nothing_waits()
    {
        var queue = new OutputQueue(isDurable: false, Note);

        Assert.Null(queue.Add([Keep(1), View(1)]));

        Assert.Equal(["kept 1", "view 1"], _done);
    }

    private void Note(ReplicaOutput output) => _done.Add(output switch
    {
        ReplicaOutput.Persist kept => $"kept {kept.Record.Place}",
        ReplicaOutput.ViewChangeStarted view => $"view {view.View}",
        _ => "?",
    });

    private static IEnumerable<long> Places(IReadOnlyList<DurableRecord>? records) => records!.Select(r => r.Place);

    private static ReplicaOutput.Persist Keep(long place) => new(new DurableRecord(RecordKind.Accepted, place, default(Bytes)));

    private static ReplicaOutput.ViewChangeStarted View(long view) => new(view);
}
