using CretoAkka.Core.Queues;
using CsCheck;

namespace CretoAkka.Core.Tests.Queues;

/// <summary>The queue against its dumb twin, compared after every operation of random histories.</summary>
[Trait("Decision", "D15")]
public class OutboundQueueModel
{
    private const int Steps = 250;

    private static readonly OutboundPolicy Policy = new()
    {
        Critical = new QueuePolicy(3, 40, TimeSpan.FromSeconds(30), 3),
        Normal = new QueuePolicy(6, 60, TimeSpan.FromSeconds(12), 2),
        Bulk = new QueuePolicy(4, 50, TimeSpan.FromSeconds(20), 1),
        MaxBulkBytes = 25,
        MaxLanes = 2,
    };

    private static readonly string?[] Keys = [null, null, "a", "b", "c"];
    private static readonly string?[] Lanes = [null, "slot", "view", "third"];

    // What to do, and three numbers that say to which message and how.
    private static readonly Gen<(int Kind, int A, int B, int C)[]> Histories =
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 63], Gen.Int[0, 63], Gen.Int[0, 63]).Array[Steps];

    private readonly OutboundQueue<int> _queue = new(Policy);
    private readonly OutboundTwin _twin = new(Policy);
    private readonly Dictionary<int, Pending<int>> _real = [];
    private readonly List<(int, PendingOutcome)> _told = [];
    private readonly HashSet<int> _ended = [];
    private TimeSpan _now;
    private int _step;

    [Fact]
    [Trait("Decision", "D14")]
    public void The_queue_agrees_with_its_dumb_twin_after_each_of_a_million_operations() => Histories.Sample(history =>
    {
        var model = new OutboundQueueModel();
        foreach (var (kind, a, b, c) in history)
            model.Step(kind, a, b, c);
        model.Drain();
    }, iter: 1_000_000 / Steps);

    private void Step(int kind, int a, int b, int c)
    {
        _step++;
        _now += TimeSpan.FromSeconds(c % 3 / 2);
        switch (kind)
        {
            case < 45: Enqueue(a, b, c); break;
            case < 62: Dequeue(); break;
            case < 67: Trickle(a, b); break;
            case < 75: Requeue(a); break;
            case < 86: End(a, b); break;
            case < 91: Advance(a, b); break;
            case < 95: Expire(); break;
            case < 97: DropOldest(); break;
            case < 99: RequeueAll(); break;
            default: EndAll(a); break;
        }
        AssertSame();
    }

    // Versions, instances and marks move on with time, so that old ones meet newer ones and the other way round.
    private void Enqueue(int a, int b, int c)
    {
        var label = new MessageLabel
        {
            Class = (MessageClass)(a % 5 / 2 - 1),
            Key = Keys[b % Keys.Length],
            Version = _step / 12 + a / 8 % 4,
            Lane = Lanes[b / 5 % 4],
            Instance = _step / 10 + c % 9 - 3,
            ExpiresAt = a % 7 == 0 ? _now + TimeSpan.FromSeconds(c % 10) : null,
        };
        var bytes = (a * 7 + b) % 31 * (c % 11 == 0 ? 3 : 1);
        var position = _twin.Enqueue(bytes, label, _now);
        var result = _queue.Enqueue(_real.Count + 1, bytes, label, _now);
        Assert.Equal((position is null, position ?? 0), (result.IsTooLarge, result.Position));
        if (result.Message is { } message)
            _real.Add(message.Item, message);
        Tell(result.Ended);
    }

    private void Dequeue()
    {
        // As many in flight as a small window would let out.
        if (_twin.InFlight.Count() >= 10)
            return;
        _queue.TryDequeue(out var message);
        Assert.Equal(_twin.Dequeue()?.Number, message?.Item);
    }

    private void Trickle(int a, int b)
    {
        var (bytes, messages) = (a, b % 4 == 0 ? 2 : int.MaxValue);
        Assert.Equal(_twin.Trickle(bytes, messages).Select(m => m.Number),
            _queue.TakeTrickle(bytes, messages).Select(m => m.Item));
    }

    // Some of those in flight, chosen by the bits of a number; and one that is not, which is left as it is.
    private void Requeue(int bits)
    {
        var chosen = _twin.InFlight.Where((_, i) => (bits >> i % 6 & 1) != 0).ToList();
        var other = _twin.Pending.FirstOrDefault(m => m.SentAs is null)?.Number ?? _ended.FirstOrDefault();
        var real = chosen.Select(m => m.Number).Append(other).Where(_real.ContainsKey).Select(n => _real[n]);
        Tell(_queue.Requeue(real.ToList(), _now));
        _twin.Requeue(chosen, _now);
    }

    private void End(int a, int b)
    {
        if (_real.Count == 0)
            return;
        var number = _twin.Pending.Count > 0 ? _twin.Pending[a % _twin.Pending.Count].Number : 1;
        var outcome = b % 3 > 0 ? PendingOutcome.Delivered : (PendingOutcome)(b % 8);
        Assert.NotEqual(_ended.Contains(number), _queue.End(_real[number], outcome));
        Assert.False(_queue.End(_real[number], outcome));
        if (_ended.Contains(number))
            return;
        _told.Add((number, outcome));
        _twin.End(_twin.Pending.Single(m => m.Number == number), outcome);
    }

    private void Advance(int a, int b)
    {
        var (lane, instance) = (Lanes[1 + a % 3]!, _step / 10 + b % 6 - 4);
        _twin.Advance(lane, instance);
        Tell(_queue.AdvanceWatermark(lane, instance));
    }

    private void Expire()
    {
        _twin.Expire(_now);
        Tell(_queue.Expire(_now));
    }

    private void DropOldest()
    {
        _twin.DropOldest(_now);
        if (_queue.DropOldest(_now) is { } dropped)
            Tell([dropped]);
    }

    private void RequeueAll()
    {
        _twin.RequeueAll(_now);
        Tell(_queue.RequeueAll(_now));
    }

    private void EndAll(int a)
    {
        _twin.EndAll((PendingOutcome)(a % 8));
        Tell(_queue.EndAll((PendingOutcome)(a % 8)));
    }

    // What may leave does so in the twin's order; in the end every message that was accepted has ended.
    private void Drain()
    {
        while (_twin.Dequeue() is { } next)
        {
            Assert.True(_queue.TryDequeue(out var message));
            Assert.Equal(next.Number, message.Item);
            Assert.True(_queue.End(message, PendingOutcome.Delivered));
            _told.Add((next.Number, PendingOutcome.Delivered));
            _twin.End(next, PendingOutcome.Delivered);
            AssertSame();
        }
        EndAll((int)PendingOutcome.ShutDown);
        AssertSame();
        Assert.Equal(_real.Count, _ended.Count);
    }

    private void Tell(IReadOnlyList<Ended<int>> ended)
    {
        foreach (var (message, outcome) in ended)
            _told.Add((message.Item, outcome));
    }

    private void AssertSame()
    {
        _twin.Settle();
        if (!_twin.Ended.SequenceEqual(_told))
            Assert.Equal(_twin.Ended, _told);
        foreach (var (number, _) in _told)
            Assert.True(_ended.Add(number), "a message ended twice");
        _told.Clear();
        _twin.Ended.Clear();
        AssertSame(MessageClass.Critical);
        AssertSame(MessageClass.Normal);
        AssertSame(MessageClass.Bulk);
        Assert.Equal(_twin.Head?.Number, _queue.Head?.Item);
        Assert.Equal(_twin.NextExpiry, _queue.NextExpiry);
        Assert.Equal(_twin.RefusedLanes, _queue.RefusedLanes);
    }

    // And, whatever the twin says: within the bounds, and every message somewhere.
    private void AssertSame(MessageClass of)
    {
        var stats = _queue.Stats(of);
        if (_twin.Stats(of) != stats)
            Assert.Equal(_twin.Stats(of), stats);
        Assert.True(stats.Ledger.Balances);
        Assert.True(stats.Waiting <= 6 && stats.WaitingBytes <= 60);
    }
}
