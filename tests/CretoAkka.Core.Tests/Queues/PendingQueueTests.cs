using CretoAkka.Core.Queues;

namespace CretoAkka.Core.Tests.Queues;

[Trait("Decision", "D15")]
public class PendingQueueTests
{
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(7);
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(10);

    private readonly PendingQueue<string> _queue = new(new QueuePolicy(3, 100, MaxAge, 1));

    [Fact]
    public void Messages_leave_in_the_order_in_which_they_came()
    {
        Assert.Equal(1, Add("a").Position);
        Assert.Equal(2, Add("b").Position);
        Assert.Equal("a", _queue.Head!.Item);
        Assert.Equal(["a", "b"], TakeAll().Select(m => m.Item));
        Assert.False(_queue.TryDequeue(out _));
    }

    [Fact]
    public void A_full_queue_drops_its_oldest()
    {
        Add("a");
        Add("b");
        Add("c");
        var result = Add("d");
        Assert.Equal([("a", PendingOutcome.Overflowed)], Told(result.Ended));
        Assert.Equal(3, result.Position);
    }

    [Fact]
    public void A_message_makes_room_for_itself_in_bytes_by_as_many_old_ones_as_it_takes()
    {
        Add("a", 60);
        Add("b", 40);
        Assert.Equal(["a", "b"], Add("c", 61).Ended.Select(e => e.Message.Item));
        Assert.Equal((1, 61L), (_queue.Count, _queue.Bytes));
    }

    [Fact]
    public void A_message_larger_than_the_queue_is_refused_and_never_was_accepted()
    {
        Add("a");
        Assert.True(Add("b", 101).IsTooLarge);
        Assert.False(Add("c", 100).IsTooLarge);
        Assert.Equal(2, _queue.Ledger.Accepted);
    }

    [Fact]
    public void A_message_expires_at_its_age_and_not_a_tick_before()
    {
        Add("a");
        Assert.Empty(_queue.Expire(Start + MaxAge - TimeSpan.FromTicks(1)));
        Assert.Equal([("a", PendingOutcome.Expired)], Told(_queue.Expire(Start + MaxAge)));
    }

    [Fact]
    public void A_message_with_an_expiry_of_its_own_leaves_from_the_middle()
    {
        Add("a");
        _queue.Enqueue("b", 1, Start, Start + TimeSpan.FromSeconds(2));
        _queue.Enqueue("c", 1, Start, Start + TimeSpan.FromSeconds(1));
        Assert.Equal(Start + TimeSpan.FromSeconds(1), _queue.NextExpiry);
        Assert.Equal(["c"], _queue.Expire(Start + TimeSpan.FromSeconds(1)).Select(e => e.Message.Item));
        Assert.Equal(Start + TimeSpan.FromSeconds(2), _queue.NextExpiry);
        Assert.Equal(["b"], _queue.Expire(Start + TimeSpan.FromSeconds(2)).Select(e => e.Message.Item));
        Assert.Equal(Start + MaxAge, _queue.NextExpiry);
        Assert.Equal(["a"], TakeAll().Select(m => m.Item));
        Assert.Null(_queue.NextExpiry);
    }

    [Fact]
    public void What_a_full_queue_drops_too_late_has_expired()
    {
        _queue.Enqueue("a", 60, Start - MaxAge);
        Assert.Equal([("a", PendingOutcome.Expired)], Told(Add("b", 60).Ended));
    }

    [Fact]
    public void Messages_return_in_front_in_their_order_and_count_it()
    {
        Add("a");
        Add("b");
        var sent = TakeAll();
        Add("c");
        Assert.Empty(_queue.Requeue(sent, Start));
        Assert.Equal([("a", 1), ("b", 1), ("c", 0)], TakeAll().Select(m => (m.Item, m.Retries)));
    }

    [Fact]
    public void A_message_that_returns_after_a_later_one_still_comes_before_it()
    {
        Add("a");
        Add("b");
        var sent = TakeAll();
        _queue.Requeue([sent[1]], Start);
        _queue.Requeue([sent[0]], Start);
        Assert.Equal(["a", "b"], TakeAll().Select(m => m.Item));
    }

    [Fact]
    public void A_message_that_may_not_return_again_is_exhausted()
    {
        Add("a");
        _queue.Requeue(TakeAll(), Start);
        Assert.Equal([("a", PendingOutcome.Exhausted)], Told(_queue.Requeue(TakeAll(), Start)));
    }

    [Fact]
    public void What_returns_to_a_full_queue_is_its_oldest_and_overflows()
    {
        Add("a");
        var sent = TakeAll();
        foreach (var later in new[] { "b", "c", "d" })
            Add(later);
        Assert.Equal([("a", PendingOutcome.Overflowed)], Told(_queue.Requeue(sent, Start)));
    }

    [Fact]
    public void What_returns_too_late_has_expired()
    {
        Add("a");
        Assert.Equal([("a", PendingOutcome.Expired)], Told(_queue.Requeue(TakeAll(), Start + MaxAge)));
    }

    [Fact]
    public void A_message_ends_once()
    {
        var message = Add("a").Message!;
        Assert.True(_queue.End(message, PendingOutcome.Superseded));
        Assert.False(_queue.End(message, PendingOutcome.Delivered));
        Assert.Empty(_queue.Requeue([message], Start));
        Assert.Equal(0, _queue.Count);
        Assert.Equal(new PendingLedger { Accepted = 1, Superseded = 1 }, _queue.Ledger);
    }

    [Fact]
    public void A_message_that_waits_is_not_returned_a_second_time()
    {
        var message = Add("a").Message!;
        Assert.Empty(_queue.Requeue([message], Start));
        Assert.Equal((1, 0), (_queue.Count, message.Retries));
    }

    [Theory]
    [InlineData(PendingOutcome.Removed)]
    [InlineData(PendingOutcome.ShutDown)]
    [InlineData(PendingOutcome.Forwarded)]
    public void Everything_that_waits_can_end_in_one_way(PendingOutcome outcome)
    {
        Add("a");
        Add("b");
        _queue.TryDequeue(out _);
        Assert.Equal([("b", outcome)], Told(_queue.RemoveAll(outcome)));
        Assert.Equal((1L, 1L), (_queue.Ledger[outcome], _queue.Ledger.InFlight));
    }

    [Fact]
    public void The_oldest_can_make_room_for_another_queue()
    {
        Add("a");
        Add("b");
        Assert.Equal("a", _queue.DropOldest(Start)!.Value.Message.Item);
        Assert.Equal(PendingOutcome.Expired, _queue.DropOldest(Start + MaxAge)!.Value.Outcome);
        Assert.Null(_queue.DropOldest(Start));
    }

    [Fact]
    public void Ledgers_add_up()
    {
        Add("a");
        _queue.End(TakeAll()[0], PendingOutcome.Delivered);
        Add("b");
        var sum = _queue.Ledger + _queue.Ledger;
        Assert.Equal(new PendingLedger { Accepted = 4, Queued = 2, Delivered = 2 }, sum);
        Assert.True(sum.Balances);
    }

    private EnqueueResult<string> Add(string item, int bytes = 1) => _queue.Enqueue(item, bytes, Start);

    private List<Pending<string>> TakeAll()
    {
        var taken = new List<Pending<string>>();
        while (_queue.TryDequeue(out var message))
            taken.Add(message);
        return taken;
    }

    private static IEnumerable<(string, PendingOutcome)> Told(IReadOnlyList<Ended<string>> ended) =>
        ended.Select(e => (e.Message.Item, e.Outcome));
}
