using CretoAkka.Core.Sessions;

namespace CretoAkka.Core.Tests.Sessions;

/// <summary>A sender whose messages are their own numbers, of ten bytes each, and a hand to acknowledge them.</summary>
public abstract class SenderWorld
{
    protected const ulong Nonce = 0xC0FFEE;
    protected static readonly TimeSpan T = TimeSpan.FromSeconds(1);
    protected static readonly SessionPolicy Policy = SessionPolicy.Default;

    protected SessionSender<int> Sender { get; } = new(Policy, Nonce);

    protected void Send(int count)
    {
        for (var i = 0; i < count; i++)
            Sender.Add((int)Sender.Highest + 1, 10);
    }

    protected AckResult<int> Take(long highest = 0, long marker = 0, params NumberRange[] missing) =>
        Take(new Acknowledgement(Nonce, 1, marker, highest, [.. missing], []), Ms(1));

    protected AckResult<int> TakeAt(TimeSpan now, long highest = 0, long marker = 0) =>
        Take(new Acknowledgement(Nonce, 1, marker, highest, [], []), now);

    protected AckResult<int> TakeUndeliverable(long highest, long marker, NumberRange undeliverable) =>
        Take(new Acknowledgement(Nonce, 1, marker, highest, [], [undeliverable]), Ms(1));

    protected static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private AckResult<int> Take(Acknowledgement acknowledgement, TimeSpan now)
    {
        var result = Sender.Take(acknowledgement, now);
        Assert.Equal(AckVerdict.Accepted, result.Verdict);
        return result;
    }
}
