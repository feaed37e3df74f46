using CretoAkka.Core.Sessions;

namespace CretoAkka.Core.Tests.Sessions;

[Trait("Decision", "D18")]
public class SessionLossTests : SenderWorld
{
    [Theory]
    [InlineData(10, 1, MarkerOutcome.Success)]
    [InlineData(10, 2, MarkerOutcome.Loss)]
    [InlineData(9, 1, MarkerOutcome.Loss)]
    [InlineData(30, 3, MarkerOutcome.Success)]
    [InlineData(1, 1, MarkerOutcome.Loss)]
    [InlineData(0, 0, MarkerOutcome.Success)]
    public void A_tenth_missing_is_a_success_and_more_is_not(int sent, int missing, MarkerOutcome outcome)
    {
        Send(sent);
        Sender.Mark(Ms(0), T);
        Assert.Equal(outcome, Take(highest: sent - missing, marker: 1).Settled.Single().Outcome);
    }

    [Fact]
    public void A_thousand_messages_lost_in_one_step_are_one_failure()
    {
        Send(1000);
        Sender.Mark(Ms(0), T);
        var lost = Take(marker: 1);
        Assert.Equal((1000, MarkerOutcome.Loss), (lost.Lost.Count, lost.Settled.Single().Outcome));

        Send(1);
        Sender.Mark(Ms(200), T);
        var next = Take(highest: 1001, marker: 2, missing: new NumberRange(1, 1000));
        Assert.Empty(next.Lost);
        Assert.Equal(MarkerOutcome.Success, next.Settled.Single().Outcome);
    }

    [Fact]
    public void A_missing_message_is_lost_only_once_a_marker_sent_after_it_arrived()
    {
        Send(2);
        Assert.Empty(Take(highest: 2, missing: new NumberRange(1, 1)).Lost);
        Sender.Mark(Ms(0), T);
        Assert.Equal([new LostMessage<int>(1, 1, 0)], Take(2, 1, new NumberRange(1, 1)).Lost);
    }

    [Fact]
    public void A_message_sent_again_keeps_its_number_and_is_lost_again_only_after_another_marker()
    {
        LoseFirst();
        Assert.True(Sender.Resend(1));
        Assert.False(Sender.Resend(1));
        Assert.Empty(Take(1, 1, new NumberRange(1, 1)).Lost);

        Sender.Mark(Ms(200), T);
        var again = Take(1, 2, new NumberRange(1, 1));
        Assert.Equal([new LostMessage<int>(1, 1, 1)], again.Lost);
        Assert.Equal(MarkerOutcome.Loss, again.Settled.Single().Outcome);
    }

    [Fact]
    public void A_lost_message_that_arrived_after_all_is_delivered_and_not_sent_again()
    {
        LoseFirst();
        Assert.Equal([1], Take(highest: 1, marker: 1).Delivered);
        Assert.False(Sender.Resend(1));
        Assert.False(Sender.GiveUp(1));
    }

    [Fact]
    public void An_acknowledgement_cut_short_says_nothing_of_what_lies_beyond()
    {
        Send(400);
        Sender.Mark(Ms(0), T);
        var few = Enumerable.Range(1, 16).Select(i => new NumberRange(i * 12, i * 12)).ToArray();
        var result = Take(200, 1, few);
        Assert.Equal(MarkerOutcome.Success, result.Settled.Single().Outcome); // 16 of 189
        Assert.Equal((16, 184), (result.Lost.Count, result.Delivered.Count));

        // The next one tells.
        Assert.Equal(200, Take(200, 1, few[1..]).Lost.Count);
    }

    [Fact]
    public void An_acknowledgement_cut_short_that_shows_much_loss_is_a_failure()
    {
        Send(400);
        Sender.Mark(Ms(0), T);
        var many = Enumerable.Range(1, 16).Select(i => new NumberRange(i * 9, i * 9)).ToArray();
        Assert.Equal(MarkerOutcome.Loss, Take(144, 1, many).Settled.Single().Outcome); // 16 of 136
    }

    private void LoseFirst()
    {
        Send(1);
        Sender.Mark(Ms(0), T);
        Assert.Single(Take(marker: 1).Lost);
    }
}
