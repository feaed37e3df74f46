using CretoAkka.Pbft.Clients;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Tests.Support;

namespace CretoAkka.Pbft.Tests.Clients;

public sealed class ReplyCollectorTests : IDisposable
{
    private readonly Bench _bench = new();
    private readonly ReplyCollector _collector;

    public ReplyCollectorTests()
    {
        _collector = new(_bench.Group, _bench.Verifier, maxAwaited: 2);
        Assert.True(_collector.TryAwait("client-1", 1));
    }

    public void Dispose() => _bench.Dispose();

    private static Reply Reply(string replica, string result, long timestamp = 1) =>
        new(replica, 0, "client-1", timestamp, Operations.Text(result));

    private ReplyOutcome Offer(string replica, string result, long timestamp = 1) =>
        _collector.Offer(_bench.Say(Reply(replica, result, timestamp)));

    [Fact]
    public void One_more_than_f_equal_results_complete_a_request()
    {
        Assert.Equal(ReplyUse.Counted, Offer("node-1", "1").Use);
        Assert.Equal(new ReplyOutcome(ReplyUse.Completed, Operations.Text("1")), Offer("node-3", "1"));
        Assert.Equal(ReplyUse.NotAwaited, Offer("node-4", "1").Use);
        Assert.Equal(0, _collector.Count);
    }

    [Fact]
    public void A_liar_delays_nothing_once_the_others_agree()
    {
        Assert.Equal(ReplyUse.Counted, Offer("node-1", "lie").Use);
        Assert.Equal(ReplyUse.Counted, Offer("node-2", "1").Use);
        Assert.Equal(Operations.Text("1"), Offer("node-3", "1").Result);
    }

    [Fact]
    public void A_replica_counts_once_whatever_it_repeats_or_changes()
    {
        Offer("node-1", "lie");
        Assert.Equal(ReplyUse.Duplicate, Offer("node-1", "lie").Use);
        Assert.Equal(ReplyUse.Counted, Offer("node-2", "1").Use);
        Assert.Equal(ReplyUse.Duplicate, Offer("node-1", "1").Use);
        Assert.Equal(1, _collector.Count);
    }

    [Fact]
    public void Forged_replies_and_those_of_strangers_are_invalid_and_do_not_use_up_the_replicas_own()
    {
        Assert.Equal(ReplyUse.Invalid, _collector.Offer(_bench.Forge(Reply("node-1", "lie"))).Use);
        Assert.Equal(ReplyUse.Invalid, _collector.Offer(_bench.Say(Reply("client-2", "lie"))).Use);
        Assert.Equal(ReplyUse.Invalid, _collector.Offer(_bench.Put("a", "1")).Use);
        Assert.Equal(ReplyUse.Counted, Offer("node-1", "1").Use);
    }

    [Fact]
    public void A_reply_to_another_request_is_not_awaited_and_costs_no_verification()
    {
        Assert.Equal(ReplyUse.NotAwaited, Offer("node-1", "1", timestamp: 2).Use);
        Assert.Equal(0, _bench.Verifier.Calls);
    }

    [Fact]
    public void No_more_is_awaited_than_the_bound_and_nothing_twice()
    {
        Assert.False(_collector.TryAwait("client-1", 1));
        Assert.True(_collector.TryAwait("client-2", 1));
        Assert.False(_collector.TryAwait("client-2", 2));
        Assert.True(_collector.Forget("client-2", 1));
        Assert.False(_collector.Forget("client-2", 1));
        Assert.True(_collector.TryAwait("client-2", 2));
    }

    [Fact]
    public void Seven_replicas_need_three_equal_replies()
    {
        using var bench = new Bench(replicas: 7);
        var collector = new ReplyCollector(bench.Group, bench.Verifier, 1);
        collector.TryAwait("client-1", 1);
        Assert.Equal(
            [ReplyUse.Counted, ReplyUse.Counted, ReplyUse.Counted, ReplyUse.Counted, ReplyUse.Completed],
            new[] { ("node-1", "x"), ("node-2", "x"), ("node-3", "y"), ("node-4", "y"), ("node-5", "y") }
                .Select(r => collector.Offer(bench.Say(Reply(r.Item1, r.Item2))).Use));
    }

    [Fact]
    public void An_empty_result_is_a_result()
    {
        Offer("node-1", "");
        Assert.Equal(ReplyUse.Completed, Offer("node-2", "").Use);
    }
}
