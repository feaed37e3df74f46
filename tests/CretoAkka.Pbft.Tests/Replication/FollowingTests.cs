using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Tests.Support;

namespace CretoAkka.Pbft.Tests.Replication;

public sealed class FollowingTests : IDisposable
{
    private static readonly ReplicaSettings Following = ReplicaSettings.Default with { Mode = ReplicaMode.Recovering };

    private readonly Bench _bench = new("node-2", settings: Following);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void It_executes_and_replies_by_the_votes_of_the_others_and_casts_none()
    {
        var request = _bench.Put("a", "1");
        var outputs = _bench.Deliver(
            _bench.PrePrepare(1, request),
            _bench.Prepare("node-3", 1, request), _bench.Prepare("node-4", 1, request),
            _bench.Commit("node-1", 1, request),
            _bench.Commit("node-3", 1, request),
            _bench.Commit("node-4", 1, request));

        Assert.Empty(outputs.Broadcasts());
        Assert.Equal([1], outputs.ExecutedPlaces());
        Assert.Single(outputs.Replies());
    }

    [Fact]
    public void It_is_not_counted_among_the_votes_that_it_does_not_cast()
    {
        var request = _bench.Put("a", "1");
        var outputs = _bench.Deliver(
            _bench.PrePrepare(1, request),
            _bench.Prepare("node-3", 1, request), _bench.Prepare("node-4", 1, request),
            _bench.Commit("node-1", 1, request), _bench.Commit("node-3", 1, request));
        Assert.Empty(outputs);
    }

    [Fact]
    public void As_primary_it_orders_nothing()
    {
        using var primary = new Bench("node-1", settings: Following);
        Assert.Equal(Verdict.Ignore, primary.Deliver(primary.Put("a", "1")).IsRejected(RejectReason.NotVoting).Verdict);
    }

    [Fact]
    public void It_relays_requests_and_repeats_replies_like_any_other()
    {
        var request = _bench.Put("a", "1");
        Assert.Single(_bench.Deliver(request).Sent<Request>("node-1"));
        _bench.Tick();
        _bench.Deliver(_bench.Status("node-3", 1));
        _bench.Deliver(_bench.Committed("node-3", _bench.Certificate(1, request, "node-1", "node-3", "node-4")));
        Assert.Single(_bench.Deliver(request).Replies());
    }
}
