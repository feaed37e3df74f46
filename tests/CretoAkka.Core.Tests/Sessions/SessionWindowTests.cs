using CretoAkka.Core.Sessions;

namespace CretoAkka.Core.Tests.Sessions;

[Trait("Decision", "D18")]
public class SessionWindowTests : SenderWorld
{
    [Fact]
    public void Messages_are_numbered_from_one_and_delivered_once_acknowledged()
    {
        Send(3);
        Assert.Equal((3, 30, 1L), (Sender.OutstandingMessages, Sender.OutstandingBytes, Sender.Lowest));
        Assert.Equal([1, 2], Take(highest: 2).Delivered);
        Assert.Empty(Take(highest: 2).Delivered);
        Assert.Equal((1, 10, 3L), (Sender.OutstandingMessages, Sender.OutstandingBytes, Sender.Lowest));
    }

    [Fact]
    [Trait("Decision", "D15")]
    public void The_window_is_full_at_its_count()
    {
        Send(2048);
        Assert.False(Sender.HasRoom(0));
        Assert.Throws<InvalidOperationException>(() => Sender.Add(0, 0));
        Take(highest: 1);
        Assert.True(Sender.HasRoom(0));
    }

    [Fact]
    [Trait("Decision", "D15")]
    public void The_window_is_full_at_its_bytes_but_a_larger_message_goes_alone()
    {
        Assert.True(Sender.HasRoom(1_000_000));
        Sender.Add(0, 131_072 - 10);
        Assert.True(Sender.HasRoom(10));
        Assert.False(Sender.HasRoom(11));
    }

    [Fact]
    public void A_message_that_stays_missing_stops_the_window_before_the_receiver_would_refuse()
    {
        for (var number = 1; number <= Policy.Span; number++)
        {
            Send(1);
            Take(highest: number, missing: new NumberRange(1, 1));
        }
        Assert.Equal(1, Sender.OutstandingMessages);
        Assert.False(Sender.HasRoom(0));
        Assert.True(Sender.GiveUp(1));
        Assert.True(Sender.HasRoom(0));
    }

    [Fact]
    public void A_message_given_up_is_settled_and_the_lowest_moves_on()
    {
        Send(3);
        Take(highest: 2, missing: new NumberRange(1, 1));
        Assert.True(Sender.GiveUp(1));
        Assert.False(Sender.GiveUp(1));
        Assert.Equal((1, 3L), (Sender.OutstandingMessages, Sender.Lowest));
        Assert.Equal([3], Take(highest: 3, missing: new NumberRange(1, 1)).Delivered);
    }

    [Fact]
    public void A_message_without_a_target_comes_back_and_is_no_failure()
    {
        Send(2);
        Sender.Mark(Ms(0), T);
        var result = TakeUndeliverable(highest: 2, marker: 1, new NumberRange(2, 2));
        Assert.Equal([1], result.Delivered);
        Assert.Equal([2], result.Undeliverable);
        Assert.Equal(MarkerOutcome.Success, result.Settled.Single().Outcome);
        Assert.Equal(0, Sender.OutstandingMessages);
    }

    [Fact]
    public void Draining_gives_everything_back_in_order()
    {
        Send(5);
        Take(highest: 4, missing: [new NumberRange(1, 1), new NumberRange(3, 3)]);
        Assert.Equal([1, 3, 5], Sender.Drain());
        Assert.Equal((0, 0, 6L), (Sender.OutstandingMessages, Sender.OutstandingBytes, Sender.Lowest));
    }
}
