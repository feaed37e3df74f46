using CretoAkka.Core.Sessions;
using CsCheck;

namespace CretoAkka.Core.Tests.Sessions;

/// <summary>
/// The dumb twin keeps every number it ever saw in a set and counts through them for an acknowledgement.
/// </summary>
[Trait("Decision", "D18")]
public class SessionReceiverModel
{
    private static readonly TimeSpan Now = TimeSpan.FromSeconds(1);

    // Numbers are relative to the lowest, so that a history moves on through several turns of the rings.
    private static readonly Gen<(int Window, (int Kind, int Offset)[] Steps)> Histories = Gen.Select(
        Gen.OneOf(Gen.Const(1), Gen.Const(5), Gen.Const(33), Gen.Const(70)),
        Gen.Select(Gen.Int[0, 9], Gen.OneOf(Gen.Int[-3, 12], Gen.Int[-3, 150])).Array[0, 150]);

    private readonly HashSet<long> _received = [];
    private readonly HashSet<long> _undeliverable = [];
    private long _lowest = 1;
    private long _highest;

    [Fact]
    public void The_receiver_agrees_with_its_dumb_twin() => Histories.Sample((window, steps) =>
    {
        var policy = SessionPolicy.Default with { WindowMessages = window, MaxMissingRanges = 3 };
        var (twin, receiver) = (new SessionReceiverModel(), new SessionReceiver(policy, 1, 1));
        foreach (var (kind, offset) in steps)
        {
            var number = twin._lowest + offset;
            if (kind < 6)
                Assert.Equal(twin.Accept(number, 2 * window), receiver.Accept(number, 0, Now));
            else if (kind < 8)
                twin.Refuse(number, receiver);
            else
                twin.Advance(number - (kind == 8 ? 0 : offset - 1), receiver);
            twin.AssertSame(receiver.TakeAck(), most: 3);
        }
    }, iter: 5_000);

    private Reception Accept(long number, int span)
    {
        if (number < 1 || number >= _lowest + span)
            return Reception.OutOfWindow;
        if (number < _lowest || !_received.Add(number))
            return Reception.Duplicate;
        _highest = Math.Max(_highest, number);
        return Reception.New;
    }

    private void Refuse(long number, SessionReceiver receiver)
    {
        receiver.Undeliverable(number);
        if (_received.Contains(number))
            _undeliverable.Add(number);
    }

    private void Advance(long lowest, SessionReceiver receiver)
    {
        receiver.Advance(lowest);
        _lowest = Math.Max(_lowest, lowest);
        _highest = Math.Max(_highest, _lowest - 1);
    }

    private void AssertSame(Acknowledgement ack, int most)
    {
        Assert.InRange(ack.Missing.Length, 0, most);
        Assert.InRange(ack.Undeliverable.Length, 0, most);

        // As far as it goes, it tells exactly what is so.
        var told = Numbers(_lowest, ack.Highest);
        Assert.Equal(told.Where(n => !_received.Contains(n)), Numbers(ack.Missing));
        Assert.Equal(told.Where(_undeliverable.Contains), Numbers(ack.Undeliverable));

        // And it goes as far as its lists reach.
        var full = ack.Missing.Length == most || ack.Undeliverable.Length == most;
        Assert.True(ack.Highest == _highest || (full && ack.Highest < _highest));
        if (ack.Highest < _highest)
            Assert.True(IsNewRun(ack.Highest + 1));
    }

    // Whether a number begins what would have needed one range more.
    private bool IsNewRun(long number) =>
        (!_received.Contains(number) && _received.Contains(number - 1))
        || (_undeliverable.Contains(number) && !_undeliverable.Contains(number - 1))
        || number == _lowest;

    private static IEnumerable<long> Numbers(long first, long last)
    {
        for (var number = first; number <= last; number++)
            yield return number;
    }

    private static IEnumerable<long> Numbers(IEnumerable<NumberRange> ranges) =>
        ranges.SelectMany(range => Numbers(range.First, range.Last));
}
