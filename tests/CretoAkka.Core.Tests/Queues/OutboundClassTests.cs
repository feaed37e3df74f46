using CretoAkka.Core.Queues;

namespace CretoAkka.Core.Tests.Queues;

[Trait("Decision", "D14")]
public class OutboundClassTests : OutboundQueueFixture
{
    private const int Frame = TricklePace.FrameBytes;

    [Fact]
    public void Critical_goes_before_normal_and_normal_before_bulk()
    {
        AddOf(MessageClass.Bulk, "chunk");
        AddOf(MessageClass.Normal, "vote");
        AddOf(MessageClass.Critical, "vital");
        Assert.Equal(["vital", "vote", "chunk"], TakeAll());
    }

    [Fact]
    public void Bulk_goes_one_at_a_time()
    {
        AddOf(MessageClass.Bulk, "one");
        AddOf(MessageClass.Bulk, "two");
        var one = Take();
        Assert.Null(Queue.Head);
        Assert.False(Queue.TryDequeue(out _));
        Deliver(one);
        Assert.Equal("two", Take().Item);
    }

    [Fact]
    public void A_chunk_in_flight_holds_up_nothing_else()
    {
        AddOf(MessageClass.Bulk, "chunk");
        Take();
        Add("vote");
        Assert.Equal("vote", Take().Item);
    }

    [Fact]
    public void A_bulk_message_larger_than_a_chunk_is_refused()
    {
        Assert.True(AddOf(MessageClass.Bulk, "large", (16 * 1024) + 1).IsTooLarge);
        Assert.False(AddOf(MessageClass.Bulk, "chunk", 16 * 1024).IsTooLarge);
    }

    [Fact]
    public void Critical_messages_trickle_first_then_the_lowest_instance_then_what_is_in_no_lane_and_never_bulk()
    {
        Add("loose");
        AddInstance("nine", 9);
        AddInstance("seven", 7, "view");
        AddOf(MessageClass.Bulk, "chunk");
        AddOf(MessageClass.Critical, "vital");
        Assert.Equal(["vital", "seven", "nine", "loose"], Trickle(Frame));
        Assert.Empty(Trickle(Frame));
    }

    [Fact]
    public void The_newest_of_each_key_trickles()
    {
        AddVersion("old", 1);
        AddVersion("other", 1, "other key");
        AddVersion("new", 2);
        Assert.Equal(["new", "other"], Trickle(Frame));
    }

    [Fact]
    public void A_frame_takes_no_more_than_it_may_in_bytes_and_messages()
    {
        Add("a", bytes: 20);
        Add("b", bytes: 20);
        Add("c", bytes: 1);
        Assert.Equal(["a"], Trickle(39));
        Assert.Equal(["b"], Trickle(100, messages: 1));
        Assert.Empty(Trickle(0));
        Assert.Equal(["c"], Trickle(1));
    }

    [Fact]
    public void A_first_message_larger_than_the_frame_goes_alone()
    {
        AddOf(MessageClass.Critical, "vital", 100);
        AddOf(MessageClass.Critical, "small", 0);
        Assert.Equal(["vital"], Trickle(50));
    }

    [Fact]
    public void What_trickled_and_is_lost_returns_to_its_place()
    {
        AddInstance("nine", 9);
        AddInstance("eight", 8);
        Assert.Equal(["eight", "nine"], Trickle(Frame));
        Queue.RequeueAll(Start);
        Assert.Equal(["nine", "eight"], TakeAll());
    }

    private IEnumerable<string> Trickle(int bytes, int messages = int.MaxValue) =>
        Queue.TakeTrickle(bytes, messages).Select(m => m.Item);
}
