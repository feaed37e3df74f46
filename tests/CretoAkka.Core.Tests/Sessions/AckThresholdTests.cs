using CretoAkka.Core.Sessions;

namespace CretoAkka.Core.Tests.Sessions;

/// <summary>When a receiver acknowledges before its delay is over: before the sender's window is full.</summary>
[Trait("Decision", "D18")]
public class AckThresholdTests
{
    private static readonly TimeSpan Now = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(128 * 1024, 32 * 1024)]
    [InlineData(1024 * 1024, 32 * 1024)] // no more than a frame carries
    [InlineData(4000, 1000)]
    public void The_delay_ends_with_a_quarter_of_the_window_in_bytes(int window, int most)
    {
        var receiver = Receiver(SessionPolicy.Default with { WindowBytes = window });
        receiver.Accept(1, most - 1, Now);
        Assert.Equal(Now + SessionPolicy.Default.AckWithin, receiver.AckDueAt);
        receiver.Accept(2, 1, Now);
        Assert.Equal(Now, receiver.AckDueAt);
    }

    [Theory]
    [InlineData(2048, 32)]
    [InlineData(40, 10)]
    [InlineData(1, 1)]
    public void The_delay_ends_with_a_quarter_of_the_window_in_messages(int window, int most)
    {
        var receiver = Receiver(SessionPolicy.Default with { WindowMessages = window });
        for (var number = 1; number < most; number++)
            receiver.Accept(number, 0, Now);
        Assert.NotEqual(Now, receiver.AckDueAt);
        receiver.Accept(most, 0, Now);
        Assert.Equal(Now, receiver.AckDueAt);
    }

    [Fact]
    public void What_was_acknowledged_counts_no_more()
    {
        var receiver = Receiver(SessionPolicy.Default);
        receiver.Accept(1, 32 * 1024, Now);
        receiver.TakeAck();
        receiver.Accept(2, 1, Now);
        Assert.Equal(Now + SessionPolicy.Default.AckWithin, receiver.AckDueAt);
    }

    private static SessionReceiver Receiver(SessionPolicy policy) => new(policy, nonce: 1, incarnation: 1);
}
