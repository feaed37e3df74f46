using CretoAkka.Core.Sessions;

namespace CretoAkka.Core.Tests.Sessions;

[Trait("Decision", "D18")]
public class SessionMarkerTests : SenderWorld
{
    [Fact]
    public void A_busy_session_marks_five_times_in_four_fifths_of_the_timeout_and_an_idle_one_each_second()
    {
        Assert.Equal(TimeSpan.Zero, Sender.MarkerDueAt(T));
        Sender.Mark(Ms(100), T);
        Assert.Equal(Ms(260), Sender.MarkerDueAt(T)); // its own marker is unacknowledged
        TakeAt(Ms(110), marker: 1);
        Assert.Equal(Ms(1100), Sender.MarkerDueAt(T));
        Send(1);
        Assert.Equal(Ms(260), Sender.MarkerDueAt(T));
        Take(highest: 1, marker: 1);
        Assert.Equal(Ms(260), Sender.MarkerDueAt(T)); // acknowledged, but sent since the marker
    }

    [Fact]
    public void A_peer_that_let_a_marker_expire_is_asked_at_the_pace_of_a_busy_one()
    {
        Sender.Mark(Ms(0), T);
        Sender.Expire(T);
        Assert.Equal(Ms(160), Sender.MarkerDueAt(T));
    }

    [Theory]
    [InlineData(159, 319)] // early: something else asked for it
    [InlineData(160, 320)]
    [InlineData(200, 320)] // late, and the next one is not later for it
    [InlineData(319, 320)]
    [InlineData(320, 480)] // so late that the next one is due too: one stands for both
    [InlineData(900, 1060)]
    public void A_marker_that_is_late_does_not_put_off_the_next_one(int sentAt, int nextAt)
    {
        Sender.Mark(Ms(0), T);
        Sender.Mark(Ms(sentAt), T);
        Assert.Equal(Ms(nextAt), Sender.MarkerDueAt(T));
    }

    [Fact]
    [Trait("Decision", "D9")]
    public void The_first_markers_leave_at_the_pace_of_the_shortest_timeout_idle_or_not()
    {
        var sender = new SessionSender<int>(Policy with { FirstMarkers = 10 }, Nonce);
        var sent = 0;
        for (var now = Ms(0); now <= Ms(720); now += Ms(1))
        {
            if (sender.MarkerDueAt(10 * T) > now)
                continue;
            sender.Mark(now, 10 * T);
            sender.Take(new Acknowledgement(Nonce, 1, ++sent, 0, [], []), now);
        }
        Assert.Equal(10, sent);
        Assert.Equal(Ms(720) + Policy.KeepAlive, sender.MarkerDueAt(10 * T));
        sender.Add(1, 10);
        Assert.Equal(Ms(720 + 1600), sender.MarkerDueAt(10 * T));
    }

    [Fact]
    public void A_marker_expires_once_at_its_deadline()
    {
        Sender.Mark(Ms(100), T);
        Sender.Mark(Ms(300), T);
        Assert.Equal((Ms(1100), 2), (Sender.NextDeadline, Sender.Markers));
        Assert.Empty(Sender.Expire(Ms(1100) - TimeSpan.FromTicks(1)));
        Assert.Equal([new ExpiredMarker(1, Ms(100), Ms(1100))], Sender.Expire(Ms(1100)));
        Assert.Empty(Sender.Expire(Ms(1100)));
        Assert.Equal((Ms(1300), 1), (Sender.NextDeadline, Sender.Markers));
    }

    [Fact]
    public void A_shorter_timeout_expires_before_an_earlier_longer_one()
    {
        Sender.Mark(Ms(0), 10 * T);
        Sender.Mark(Ms(100), T);
        Assert.Equal(Ms(1100), Sender.NextDeadline);
        Assert.Equal([2], Sender.Expire(Ms(1100)).Select(e => e.Number));
        Assert.Equal(Ms(10_000), Sender.NextDeadline);
    }

    [Fact]
    [Trait("Decision", "D9")]
    public void A_marker_answered_in_time_succeeds_with_its_latency()
    {
        Sender.Mark(Ms(100), T);
        var result = TakeAt(Ms(1100) - TimeSpan.FromTicks(1), marker: 1);
        Assert.Equal([new SettledMarker(1, MarkerOutcome.Success, T - TimeSpan.FromTicks(1))], result.Settled);
        Assert.Empty(Sender.Expire(Ms(1100)));
        Assert.Null(Sender.NextDeadline);
    }

    [Fact]
    public void An_answer_at_the_deadline_finds_the_marker_expired_even_if_nobody_looked()
    {
        Send(1);
        Sender.Mark(Ms(100), T);
        var result = TakeAt(Ms(1100), highest: 1, marker: 1);
        Assert.Equal([new ExpiredMarker(1, Ms(100), Ms(1100))], result.Expired);
        Assert.Equal([new SettledMarker(1, MarkerOutcome.Late, T)], result.Settled);
        Assert.Equal([1], result.Delivered);
        Assert.Empty(Sender.Expire(Ms(9999)));
    }

    [Fact]
    public void A_marker_that_a_later_ones_answer_covers_is_settled_and_is_no_sample()
    {
        Sender.Mark(Ms(0), T);
        Sender.Mark(Ms(200), T);
        Assert.Equal(
            [new SettledMarker(1, MarkerOutcome.Success, null), new SettledMarker(2, MarkerOutcome.Success, Ms(50))],
            TakeAt(Ms(250), marker: 2).Settled);
        Assert.Empty(TakeAt(Ms(260), marker: 2).Settled);
    }

    [Fact]
    [Trait("Decision", "D20")]
    public void Markers_voided_by_our_own_pause_neither_fail_nor_give_a_latency()
    {
        Send(1);
        Sender.Mark(Ms(0), T);
        Sender.Mark(Ms(200), T);
        Assert.Equal([1, 2], Sender.VoidMarkers());
        Assert.Empty(Sender.Expire(Ms(60_000)));
        var late = TakeAt(Ms(60_000), highest: 1, marker: 2);
        Assert.Equal([1], late.Delivered);
        Assert.Empty(late.Settled);
        Assert.Equal(3, Sender.Mark(Ms(60_000), T));
    }

    [Fact]
    [Trait("Decision", "D9")]
    public void Of_expired_markers_only_so_many_are_remembered_and_each_failed_once()
    {
        var failures = 0;
        for (var i = 0; i < 1000; i++)
        {
            Sender.Mark(i * T, T);
            failures += Sender.Expire((i + 1) * T).Count;
        }
        Assert.Equal(1000, failures);
        var settled = TakeAt(1001 * T, marker: 1000).Settled;
        Assert.InRange(settled.Count, 1, 64);
        Assert.Equal(2 * T, settled[^1].Latency);
    }
}
