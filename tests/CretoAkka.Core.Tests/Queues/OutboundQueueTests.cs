using CretoAkka.Core.Queues;

namespace CretoAkka.Core.Tests.Queues;

[Trait("Decision", "D15")]
public class OutboundQueueTests : OutboundQueueFixture
{
    [Fact]
    public void A_message_without_a_label_is_normal_and_has_neither_key_nor_lane()
    {
        var message = Add("a").Message!;
        Assert.Equal((MessageClass.Normal, null, null, null),
            (message.Label.Class, message.Label.Key, message.Label.Lane, message.ExpiresAt));
    }

    [Fact]
    public void Messages_of_a_class_leave_in_the_order_in_which_they_came()
    {
        Assert.Equal(1, Add("a").Position);
        Assert.Equal(2, Add("b").Position);
        Assert.Equal(["a", "b"], TakeAll());
    }

    [Fact]
    public void A_full_class_drops_its_oldest_and_no_other_class_does()
    {
        AddOf(MessageClass.Critical, "vital");
        foreach (var item in new[] { "a", "b", "c", "d" })
            Add(item);
        Assert.Equal([("a", PendingOutcome.Overflowed)], Told(Add("e").Ended));
        Assert.Equal(1, Queue.Stats(MessageClass.Critical).Waiting);
    }

    [Fact]
    public void A_class_that_is_full_in_bytes_drops_as_many_as_it_takes()
    {
        Add("a", bytes: 60);
        Add("b", bytes: 40);
        Assert.Equal(["a", "b"], Add("c", bytes: 61).Ended.Select(e => e.Message.Item));
    }

    [Fact]
    public void A_larger_version_at_the_front_is_not_dropped_to_make_room_for_itself()
    {
        AddVersion("old", 1);
        Add("b", bytes: 90);
        var result = Add("new", new MessageLabel { Key = "key", Version = 2 }, bytes: 20);
        Assert.Equal([("old", PendingOutcome.Superseded), ("b", PendingOutcome.Overflowed)], Told(result.Ended));
        Assert.Equal(["new"], TakeAll());
    }

    [Fact]
    public void A_message_larger_than_its_class_is_refused_and_never_was_accepted()
    {
        Assert.True(Add("a", bytes: 101).IsTooLarge);
        Assert.False(Add("b", bytes: 100).IsTooLarge);
        Assert.Equal(1, Queue.Ledger.Accepted);
    }

    [Fact]
    public void A_message_expires_at_its_age_or_at_its_own_time_and_not_a_tick_before()
    {
        Add("a");
        Add("b", new MessageLabel { ExpiresAt = Start + TimeSpan.FromSeconds(2) });
        Assert.Equal(Start + TimeSpan.FromSeconds(2), Queue.NextExpiry);
        Assert.Empty(Queue.Expire(Start + TimeSpan.FromSeconds(2) - TimeSpan.FromTicks(1)));
        Assert.Equal([("b", PendingOutcome.Expired)], Told(Queue.Expire(Start + TimeSpan.FromSeconds(2))));
        Assert.Equal(Start + MaxAge, Queue.NextExpiry);
        Assert.Equal([("a", PendingOutcome.Expired)], Told(Queue.Expire(Start + MaxAge)));
        Assert.Null(Queue.NextExpiry);
    }

    [Fact]
    public void A_newer_version_has_its_own_age_in_the_place_of_the_older()
    {
        AddVersion("old", 1);
        Add("b");
        var later = Start + TimeSpan.FromSeconds(5);
        Queue.Enqueue("new", 1, new MessageLabel { Key = "key", Version = 2 }, later);
        Assert.Equal(["b"], Queue.Expire(Start + MaxAge).Select(e => e.Message.Item));
        Assert.Equal(later + MaxAge, Queue.NextExpiry);
    }

    [Fact]
    public void What_was_lost_returns_to_its_place_and_counts_it()
    {
        Add("a");
        Add("b");
        var (a, b) = (Take(), Take());
        Add("c");
        Assert.Empty(Queue.Requeue([b, a], Start));
        Assert.Equal((1, 1), (a.Retries, b.Retries));
        Assert.Equal(["a", "b", "c"], TakeAll());
    }

    [Fact]
    public void What_returns_too_often_is_exhausted_and_too_late_expired()
    {
        var message = Add("a").Message!;
        foreach (var _ in new[] { 1, 2 })
        {
            Take();
            Assert.Empty(Queue.Requeue([message], Start));
        }
        Take();
        Assert.Equal([("a", PendingOutcome.Exhausted)], Told(Queue.Requeue([message], Start)));
        Add("b");
        Assert.Equal([("b", PendingOutcome.Expired)], Told(Queue.Requeue([Take()], Start + MaxAge)));
    }

    [Fact]
    public void A_new_incarnation_has_everything_in_flight_returned_in_order()
    {
        AddOf(MessageClass.Critical, "vital");
        Add("a");
        Add("b");
        TakeAll();
        Add("c");
        Assert.Empty(Queue.RequeueAll(Start));
        Assert.Equal(0, Queue.Ledger.InFlight);
        Assert.Equal(["vital", "a", "b", "c"], TakeAll());
    }

    [Fact]
    public void A_message_ends_once()
    {
        var message = Add("a").Message!;
        Assert.True(Queue.End(message, PendingOutcome.Forwarded));
        Assert.False(Queue.End(message, PendingOutcome.Delivered));
        Assert.Empty(Queue.Requeue([message], Start));
        Assert.Equal(new PendingLedger { Accepted = 1, Forwarded = 1 }, Queue.Ledger);
    }

    [Theory]
    [InlineData(PendingOutcome.Removed)]
    [InlineData(PendingOutcome.ShutDown)]
    public void Everything_pending_can_end_in_one_way_in_flight_too(PendingOutcome outcome)
    {
        Add("a");
        Take();
        AddOf(MessageClass.Bulk, "chunk");
        AddOf(MessageClass.Critical, "vital");
        Assert.Equal([("vital", outcome), ("a", outcome), ("chunk", outcome)], Told(Queue.EndAll(outcome)));
        Assert.Equal((0L, 3L), (Queue.Ledger.Pending, Queue.Ledger[outcome]));
    }

    [Fact]
    public void The_oldest_of_the_lowest_class_makes_room_elsewhere()
    {
        AddOf(MessageClass.Critical, "vital");
        Add("a");
        AddOf(MessageClass.Bulk, "chunk");
        var dropped = Enumerable.Range(0, 3).Select(_ => Queue.DropOldest(Start)!.Value.Message.Item);
        Assert.Equal(["chunk", "a", "vital"], dropped);
        Assert.Null(Queue.DropOldest(Start));
    }

    [Fact]
    public void It_is_busy_above_the_high_mark_until_it_is_down_at_the_low_one()
    {
        foreach (var item in new[] { "a", "b", "c" })
            Add(item);
        Assert.False(Queue.IsBusy);
        Add("d");
        Assert.True(Queue.IsBusy);
        Take();
        Assert.True(Queue.IsBusy);
        Take();
        Assert.False(Queue.IsBusy);
    }

    [Fact]
    public void It_is_busy_by_bytes_as_well_and_says_which_class()
    {
        AddOf(MessageClass.Critical, "vital", 76);
        Assert.True(Queue.Stats(MessageClass.Critical).IsBusy);
        Assert.False(Queue.Stats(MessageClass.Normal).IsBusy);
        Assert.True(Queue.IsBusy);
    }

    [Fact]
    public void A_class_that_is_none_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => AddOf((MessageClass)2, "a"));
}
