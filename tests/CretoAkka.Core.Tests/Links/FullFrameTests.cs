using CretoAkka.Core.Queues;

namespace CretoAkka.Core.Tests.Links;

/// <summary>Frames are full where the window is, and nothing waits for good because of that.</summary>
[Trait("Decision", "D18")]
public sealed class FullFrameTests() : LinkWorld(windowBytes: Window)
{
    private const int Window = 128 * 1024;
    private const int Kilobyte = 1024;
    private const int MostInFrame = 32;

    [Fact]
    public void A_frame_that_the_window_would_cut_short_waits_for_room()
    {
        Open();
        Send(Many(200), Kilobyte);
        Assert.All(Frames, frame => Assert.Equal(MostInFrame, frame.Messages.Length));
        var full = Link.Outstanding;

        Acknowledge(highest: MostInFrame - 1); // room for one less than a frame
        Assert.Equal(full - MostInFrame + 1, Link.Outstanding);
        Acknowledge(highest: MostInFrame);
        Assert.Equal(full, Link.Outstanding);
        Assert.All(Frames, frame => Assert.Equal(MostInFrame, frame.Messages.Length));
    }

    [Fact]
    public void What_fits_leaves_at_once_however_little_it_is()
    {
        Open();
        Send(Many(128), Kilobyte);
        Acknowledge(highest: 10);
        Send("alone", Kilobyte);

        Assert.Equal("alone", Sent.Last());
    }

    [Fact]
    public void Small_messages_fill_the_window_but_for_less_than_a_frame()
    {
        const int FrameMessages = 128;
        Open();
        Send(Many(900), 100);
        Send(Many(900), 100);
        Assert.InRange(Link.Outstanding, Window / 100 - FrameMessages, Window / 100);
        Assert.All(Frames.SkipLast(1), frame => Assert.InRange(frame.Messages.Length, 900 % FrameMessages, FrameMessages));
    }

    [Fact]
    public void Three_quarters_of_the_window_are_filled_though_nothing_is_acknowledged()
    {
        Open();
        Send(Many(70), Kilobyte);
        Send(Many(130).Skip(70), Kilobyte);
        Assert.InRange(Link.Outstanding, 128 * 3 / 4, 128);
    }

    [Fact]
    public void What_is_critical_does_not_wait_for_more()
    {
        Open();
        Send(Many(200), Kilobyte);
        Acknowledge(highest: 1);
        Assert.NotEqual("critical", Sent.Last());
        Send("critical", Kilobyte, MessageClass.Critical);

        Assert.Equal("critical", Sent.Last());
    }

    [Fact]
    public void All_arrive_in_their_order_and_none_is_left()
    {
        Open();
        string[] all = [.. Many(500)];
        Send(all, Kilobyte);
        for (var acknowledged = 7; Link.Outstanding > 0; acknowledged = Math.Min(acknowledged + 7, Sent.Count()))
            Acknowledge(acknowledged);

        Assert.Equal(all, Sent);
        Assert.Equal(500, Ends.Count);
    }

    private void Open()
    {
        Advance();
        Welcome();
        Frames.Clear();
        Pass(T / 100);
    }

    private static IEnumerable<string> Many(int count) =>
        Enumerable.Range(1, count).Select(i => string.Create(null, $"{i}"));
}
