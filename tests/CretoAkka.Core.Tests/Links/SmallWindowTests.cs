using CretoAkka.Core.Queues;
using CretoAkka.Core.Sessions;

namespace CretoAkka.Core.Tests.Links;

/// <summary>A window that is smaller than a frame.</summary>
[Trait("Decision", "D18")]
public sealed class SmallWindowTests() : LinkWorld(windowMessages: 8, windowBytes: 1024)
{
    [Fact]
    public void A_quarter_of_the_window_is_room_enough()
    {
        Welcomed();
        Send(["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14"]);
        Assert.Equal(8, Link.Outstanding);

        Acknowledge(highest: 1);
        Assert.Equal(7, Link.Outstanding);
        Acknowledge(highest: 2);
        Assert.Equal(8, Link.Outstanding);
    }

    [Fact]
    [Trait("Decision", "D15")]
    public void A_lost_bulk_message_that_fills_the_window_goes_again_before_what_it_leaves_no_room_for()
    {
        Welcomed();
        Send("bulk", bytes: 2000, MessageClass.Bulk);
        Send("vote", bytes: 500);
        Pass(T / 2); // a marker after it
        Acknowledge(highest: 1, missing: new NumberRange(1, 1));
        Assert.Equal(["bulk", "bulk"], Sent);

        Pass(T / 2);
        Acknowledge(highest: 1);
        Assert.Equal(["bulk", "bulk", "vote"], Sent);
    }

    [Fact]
    [Trait("Decision", "D15")]
    public void What_waits_for_room_beside_a_bulk_message_waits_no_more_once_that_is_lost()
    {
        Welcomed();
        Send("bulk", bytes: 800, MessageClass.Bulk);
        Send(["a", "b", "c"], bytes: 100);
        Assert.Equal(["bulk"], Sent);

        Pass(T / 2);
        Acknowledge(highest: 1, missing: new NumberRange(1, 1));
        Assert.Equal(["bulk", "a", "b"], Sent);
    }

    private void Welcomed()
    {
        Advance();
        Welcome();
    }
}
