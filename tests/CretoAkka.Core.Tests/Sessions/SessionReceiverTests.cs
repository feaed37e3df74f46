using CretoAkka.Core.Sessions;

namespace CretoAkka.Core.Tests.Sessions;

[Trait("Decision", "D18")]
public class SessionReceiverTests
{
    private static readonly TimeSpan Now = TimeSpan.FromSeconds(3);
    private readonly SessionReceiver _receiver = new(SessionPolicy.Default, nonce: 9, incarnation: 4);

    [Fact]
    public void Each_number_is_new_once()
    {
        Assert.Equal(Reception.New, _receiver.Accept(1, 0, Now));
        Assert.Equal(Reception.Duplicate, _receiver.Accept(1, 0, Now));
        Assert.Equal(Reception.New, _receiver.Accept(3, 0, Now));
        Assert.Equal(Reception.Duplicate, _receiver.Accept(3, 0, Now));
        Assert.Equal(Reception.New, _receiver.Accept(2, 0, Now));
    }

    [Fact]
    public void An_acknowledgement_names_session_process_marker_and_what_is_missing()
    {
        Accept(1, 2, 5, 6, 9);
        _receiver.Undeliverable(2);
        _receiver.Undeliverable(5);
        _receiver.Mark(3, Now);
        var ack = _receiver.TakeAck();
        Assert.Equal((9UL, 4L, 3L, 9L), (ack.Nonce, ack.Incarnation, ack.Marker, ack.Highest));
        Assert.Equal([new NumberRange(3, 4), new NumberRange(7, 8)], ack.Missing.AsEnumerable());
        Assert.Equal([new NumberRange(2, 2), new NumberRange(5, 5)], ack.Undeliverable.AsEnumerable());
    }

    [Fact]
    public void Sixteen_ranges_are_told_and_the_highest_stops_before_the_seventeenth()
    {
        for (var number = 2; number <= 40; number += 2)
            Accept(number);
        var ack = _receiver.TakeAck();
        Assert.Equal(16, ack.Missing.Length);
        Assert.Equal(new NumberRange(31, 31), ack.Missing[^1]);
        Assert.Equal(32, ack.Highest);
    }

    [Fact]
    public void More_missing_targets_than_can_be_told_stop_the_highest_as_well()
    {
        for (var number = 1; number <= 40; number++)
        {
            Accept(number);
            if (number % 2 == 0)
                _receiver.Undeliverable(number);
        }
        var ack = _receiver.TakeAck();
        Assert.Equal((16, 33L), (ack.Undeliverable.Length, ack.Highest));

        _receiver.Advance(34);
        ack = _receiver.TakeAck();
        Assert.Equal((4, 40L), (ack.Undeliverable.Length, ack.Highest));
    }

    [Fact]
    public void A_missing_target_beyond_where_the_missing_ranges_end_is_told_later()
    {
        for (var number = 2; number <= 40; number += 2)
            Accept(number);
        _receiver.Undeliverable(2);
        _receiver.Undeliverable(40);
        Assert.Equal([new NumberRange(2, 2)], _receiver.TakeAck().Undeliverable.AsEnumerable());
    }

    [Fact]
    public void A_marker_is_acknowledged_at_once_and_a_message_within_the_delay()
    {
        Assert.Null(_receiver.AckDueAt);
        Accept(1);
        Assert.Equal(Now + TimeSpan.FromMilliseconds(50), _receiver.AckDueAt);
        _receiver.Mark(1, Now);
        Assert.Equal(Now, _receiver.AckDueAt);
        _receiver.TakeAck();
        Assert.Null(_receiver.AckDueAt);
    }

    [Fact]
    public void The_delay_runs_from_the_first_message_and_ends_with_the_thirty_second()
    {
        Accept(1);
        _receiver.Accept(2, 0, Now + TimeSpan.FromMilliseconds(20));
        Assert.Equal(Now + TimeSpan.FromMilliseconds(50), _receiver.AckDueAt);
        for (var number = 3; number <= 31; number++)
            Accept(number);
        Assert.Equal(Now + TimeSpan.FromMilliseconds(50), _receiver.AckDueAt);
        Accept(32);
        Assert.Equal(Now, _receiver.AckDueAt);
    }

    [Fact]
    public void The_delay_is_a_quarter_of_the_shortest_timeout_where_that_is_less()
    {
        var policy = SessionPolicy.Default with { MinTimeout = TimeSpan.FromMilliseconds(100) };
        var receiver = new SessionReceiver(policy, 1, 1);
        receiver.Accept(1, 0, Now);
        Assert.Equal(Now + TimeSpan.FromMilliseconds(25), receiver.AckDueAt);
    }

    [Fact]
    public void A_duplicate_is_acknowledged_again()
    {
        Accept(1);
        _receiver.TakeAck();
        _receiver.Accept(1, 0, Now);
        Assert.NotNull(_receiver.AckDueAt);
    }

    [Fact]
    public void What_the_sender_gave_up_is_neither_missing_nor_new_any_more()
    {
        Accept(1, 4, 5);
        _receiver.Advance(4);
        Assert.Empty(_receiver.TakeAck().Missing);
        Assert.Equal(Reception.Duplicate, _receiver.Accept(2, 0, Now));
        _receiver.Advance(2); // an older frame, overtaken
        Assert.Equal(Reception.Duplicate, _receiver.Accept(3, 0, Now));
        Assert.Equal(5, _receiver.TakeAck().Highest);
    }

    [Fact]
    public void Numbers_beyond_twice_the_window_are_refused_and_not_acknowledged()
    {
        Assert.Equal(Reception.OutOfWindow, _receiver.Accept(4097, 0, Now));
        Assert.Null(_receiver.AckDueAt);
        Assert.Equal(Reception.New, _receiver.Accept(4096, 0, Now));
        _receiver.Advance(2);
        Assert.Equal(Reception.New, _receiver.Accept(4097, 0, Now));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void Numbers_that_no_sender_gives_change_nothing(long number)
    {
        Accept(1);
        _receiver.TakeAck();
        Assert.Equal(Reception.OutOfWindow, _receiver.Accept(number, 0, Now));
        _receiver.Undeliverable(number);
        _receiver.Advance(number);
        Assert.Null(_receiver.AckDueAt);
        Assert.Equal((1L, 0, 0), Shape(_receiver.TakeAck()));
        Assert.Equal(Reception.New, _receiver.Accept(2, 0, Now));
    }

    [Fact]
    public void A_marker_that_no_sender_gives_is_not_acknowledged()
    {
        _receiver.Mark(0, Now);
        _receiver.Mark(-5, Now);
        Assert.Null(_receiver.AckDueAt);
    }

    [Fact]
    public void Leaps_of_the_lowest_number_cost_their_sender_its_session_and_nobody_memory()
    {
        Accept(2, 64, 4096);
        for (var lowest = 1L; lowest < 1L << 61; lowest *= 2)
            _receiver.Advance(lowest);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++)
            _receiver.Advance((1L << 61) + i * 5000);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal((long.CreateChecked((1L << 61) + 9_999L * 5000 - 1), 0, 0), Shape(_receiver.TakeAck()));
    }

    [Fact]
    public void Messages_in_order_allocate_nothing()
    {
        Accept(1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 2; number < 4000; number++)
            _receiver.Accept(number, 0, Now);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private void Accept(params long[] numbers)
    {
        foreach (var number in numbers)
            Assert.Equal(Reception.New, _receiver.Accept(number, 0, Now));
    }

    private static (long, int, int) Shape(Acknowledgement ack) =>
        (ack.Highest, ack.Missing.Length, ack.Undeliverable.Length);
}
