using CretoAkka.Core.Queues;

namespace CretoAkka.Core.Tests.Queues;

[Trait("Decision", "D14")]
public class TricklePaceTests
{
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(100);

    private TricklePace _pace = new(TimeSpan.FromSeconds(1));

    [Fact]
    public void Four_frames_go_at_once_and_no_fifth()
    {
        for (var frame = 1; frame <= 4; frame++)
        {
            Assert.Equal(TricklePace.FrameBytes, _pace.Allowance(Start));
            Send(0);
            Assert.Equal(frame, _pace.Frame);
        }
        Assert.Equal(0, _pace.Allowance(Start));
    }

    [Fact]
    public void A_token_comes_back_every_250_ms_once_the_last_frame_is_acknowledged_its_way_included()
    {
        SpendAll();
        Assert.Equal(0, _pace.Allowance(At(999)));
        _pace = _pace.Acknowledged(4, At(100));
        Assert.Equal(At(250), _pace.NextAt(At(100)));
        Assert.Equal(0, _pace.Allowance(At(249)));
        Assert.Equal(TricklePace.FrameBytes, _pace.Allowance(At(250)));
    }

    [Fact]
    public void A_frame_that_is_long_on_its_way_earns_one_token_and_no_more()
    {
        SpendAll();
        _pace = _pace.Acknowledged(4, At(900));
        Send(900);
        Assert.Equal(0, _pace.Allowance(At(900)));
        _pace = _pace.Acknowledged(5, At(901));
        Assert.Equal(At(1150), _pace.NextAt(At(901)));
    }

    [Fact]
    public void An_acknowledgement_told_twice_earns_once()
    {
        SpendAll();
        _pace = _pace.Acknowledged(4, At(100)).Acknowledged(4, At(200));
        Assert.Equal(At(250), _pace.NextAt(At(200)));
    }

    [Fact]
    public void What_is_earned_adds_up_over_frames()
    {
        SpendAll();
        _pace = _pace.Acknowledged(4, At(0));
        Send(400);
        _pace = _pace.Acknowledged(5, At(450));
        Assert.Equal(At(500), _pace.NextAt(At(450)));
    }

    [Fact]
    public void No_more_than_four_tokens_are_saved()
    {
        Send(0);
        _pace = _pace.Acknowledged(1, At(0));
        for (var i = 0; i < 4; i++)
            Send(60_000);
        Assert.Equal(0, _pace.Allowance(At(60_000)));
    }

    [Fact]
    public void An_earlier_frame_acknowledged_refills_nothing()
    {
        SpendAll();
        _pace = _pace.Acknowledged(3, At(0));
        Assert.Equal(0, _pace.Allowance(At(999)));
    }

    [Fact]
    public void Without_an_acknowledgement_a_little_goes_each_probe_interval_which_doubles_up_to_8_s()
    {
        SpendAll();
        var at = 0;
        foreach (var seconds in new[] { 1, 2, 4, 8, 8 })
        {
            at += seconds * 1000;
            Assert.Equal(At(at), _pace.NextAt(At(at - 1)));
            Assert.Equal(0, _pace.Allowance(At(at - 1)));
            Assert.Equal(TricklePace.ProbeBytes, _pace.Allowance(At(at)));
            Send(at);
        }
    }

    [Fact]
    public void A_peer_that_is_heard_has_the_probe_interval_again()
    {
        SpendAll();
        Send(1000);
        Send(3000);
        Assert.Equal(At(7000), _pace.NextAt(At(3000)));
        _pace = _pace.Heard();
        Assert.Equal(At(4000), _pace.NextAt(At(3000)));
        Send(4000);
        Assert.Equal(At(5000), _pace.NextAt(At(4000)));
        Send(5000);
        Assert.Equal(At(7000), _pace.NextAt(At(5000)));
    }

    [Fact]
    public void A_larger_message_that_goes_alone_is_paid_for_by_waiting()
    {
        SpendAll();
        _pace = _pace.Sent((2 * TricklePace.ProbeBytes) + 1, At(1000));
        Assert.Equal(At(1000 + (3 * 2000)), _pace.NextAt(At(1000)));
    }

    [Fact]
    public void An_acknowledged_frame_leads_back_to_tokens()
    {
        SpendAll();
        Send(1000);
        _pace = _pace.Acknowledged(5, At(1100));
        Assert.Equal(At(1250), _pace.NextAt(At(1100)));
        Assert.Equal(TricklePace.FrameBytes, _pace.Allowance(At(1250)));
    }

    [Fact]
    public void A_probe_interval_above_8_s_stays_what_it_is()
    {
        _pace = new TricklePace(TimeSpan.FromSeconds(20));
        SpendAll();
        Send(20_000);
        Assert.Equal(At(40_000), _pace.NextAt(At(20_000)));
    }

    [Fact]
    public void A_probe_interval_of_nothing_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TricklePace(TimeSpan.Zero));

    private static TimeSpan At(int milliseconds) => Start + TimeSpan.FromMilliseconds(milliseconds);

    private void Send(int at) => _pace = _pace.Sent(1, At(at));

    private void SpendAll()
    {
        for (var i = 0; i < 4; i++)
            Send(0);
    }
}
