using CretoAkka.Core.Queues;

namespace CretoAkka.Core.Tests.Queues;

[Trait("Decision", "D15")]
public class OutboundSupersedeTests : OutboundQueueFixture
{
    [Fact]
    public void A_newer_version_takes_the_place_of_the_older()
    {
        AddVersion("old", 1);
        Add("b");
        Assert.Equal(Superseded("old"), Told(AddVersion("new", 2).Ended));
        Assert.Equal(["new", "b"], TakeAll());
    }

    [Fact]
    public void A_newer_version_that_is_lost_returns_to_the_place_that_it_took()
    {
        AddVersion("old", 1);
        Add("b");
        AddVersion("new", 2);
        var lost = Take();
        Assert.Empty(Queue.Requeue([lost], Start));
        Assert.Equal(["new", "b"], TakeAll());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void An_older_or_the_same_version_ends_at_once_while_a_newer_one_waits(long version)
    {
        AddVersion("new", 2);
        var result = AddVersion("late", version);
        Assert.Equal(0, result.Position);
        Assert.Equal(Superseded("late"), Told(result.Ended));
        Assert.Equal(["new"], TakeAll());
    }

    [Fact]
    public void What_is_in_flight_stays_in_flight()
    {
        AddVersion("old", 1);
        var old = Take();
        Assert.Empty(AddVersion("new", 2).Ended);
        Assert.Equal(PendingState.InFlight, old.State);
        Deliver(old);
    }

    [Fact]
    public void What_is_lost_is_superseded_by_a_newer_version_that_waits()
    {
        AddVersion("old", 1);
        var old = Take();
        AddVersion("new", 2);
        Assert.Equal(Superseded("old"), Told(Queue.Requeue([old], Start)));
    }

    [Fact]
    public void What_is_lost_is_superseded_by_a_newer_version_in_flight()
    {
        AddVersion("old", 1);
        var old = Take();
        AddVersion("new", 2);
        Take();
        Assert.Equal(Superseded("old"), Told(Queue.Requeue([old], Start)));
    }

    [Fact]
    public void What_is_lost_is_superseded_by_a_newer_version_delivered_meanwhile()
    {
        AddVersion("old", 1);
        var old = Take();
        AddVersion("new", 2);
        Deliver(Take());
        Assert.Equal(Superseded("old"), Told(Queue.Requeue([old], Start)));
    }

    [Fact]
    public void What_is_lost_returns_where_the_newer_version_is_lost_for_good()
    {
        AddVersion("old", 1);
        var old = Take();
        AddVersion("new", 2);
        Queue.End(Take(), PendingOutcome.Exhausted);
        Assert.Empty(Queue.Requeue([old], Start));
        Assert.Equal(["old"], TakeAll());
    }

    [Fact]
    public void An_older_version_does_not_follow_a_newer_one_in_flight()
    {
        AddVersion("new", 2);
        Take();
        Assert.Equal(Superseded("old"), Told(AddVersion("old", 1).Ended));
    }

    [Fact]
    public void A_version_in_flight_may_be_sent_again_and_then_need_not_return()
    {
        AddVersion("vote", 2);
        var first = Take();
        Assert.Equal(1, AddVersion("vote again", 2).Position);
        Assert.Equal(Superseded("vote"), Told(Queue.Requeue([first], Start)));
        Assert.Equal(["vote again"], TakeAll());
    }

    [Fact]
    public void Of_a_new_incarnation_only_the_newest_of_each_key_returns()
    {
        AddVersion("one", 1);
        Take();
        AddVersion("two", 2);
        Take();
        AddVersion("three", 3);
        Take();
        Assert.Equal(Superseded("one", "two"), Told(Queue.RequeueAll(Start)));
        Assert.Equal(["three"], TakeAll());
    }

    [Fact]
    public void Keys_are_forgotten_once_nothing_of_them_is_pending()
    {
        AddVersion("new", 2);
        Deliver(Take());
        Assert.Empty(AddVersion("started again", 1).Ended);
    }

    [Fact]
    public void Keys_of_different_classes_have_nothing_to_do_with_one_another()
    {
        AddVersion("vote", 1);
        Add("vital", new MessageLabel { Class = MessageClass.Critical, Key = "key", Version = 2 });
        Assert.Equal(["vital", "vote"], TakeAll());
    }

    [Fact]
    public void A_watermark_ends_what_waits_at_it_or_below_lowest_first()
    {
        AddInstance("c", 3);
        AddInstance("b", 2);
        AddInstance("a", 1);
        AddInstance("other", 1, "view");
        Assert.Equal(Superseded("a", "b"), Told(Queue.AdvanceWatermark("slot", 2)));
        Assert.Equal(["c", "other"], TakeAll());
    }

    [Fact]
    public void A_watermark_passes_every_class()
    {
        foreach (var of in Enum.GetValues<MessageClass>())
            Add(of.ToString(), new MessageLabel { Class = of, Lane = "slot", Instance = 1 });
        Assert.Equal(3, Queue.AdvanceWatermark("slot", 1).Count);
    }

    [Fact]
    public void What_comes_or_returns_below_the_watermark_ends_at_once_and_marks_only_rise()
    {
        AddInstance("sent", 5);
        var sent = Take();
        Assert.Empty(Queue.AdvanceWatermark("slot", 5));
        Assert.Empty(Queue.AdvanceWatermark("slot", 2));
        Assert.Equal(PendingState.InFlight, sent.State);
        Assert.Equal(Superseded("late"), Told(AddInstance("late", 5).Ended));
        Assert.Equal(Superseded("sent"), Told(Queue.Requeue([sent], Start)));
        Assert.Equal(1, AddInstance("next", 6).Position);
    }

    [Fact]
    public void A_lane_beyond_the_bound_is_none_and_counted()
    {
        AddInstance("a", 1, "slot");
        AddInstance("b", 1, "view");
        AddInstance("c", 1, "third");
        Assert.Empty(Queue.AdvanceWatermark("third", 9));
        Assert.Equal(2, Queue.RefusedLanes);
        Assert.Equal(["b"], Queue.AdvanceWatermark("view", 1).Select(e => e.Message.Item));
    }
}
