using CretoAkka.Core.Queues;
using CsCheck;

namespace CretoAkka.Core.Tests.Queues;

/// <summary>The dumb twin: plain lists of numbers, sorted again at every change, and a ledger of its own.</summary>
[Trait("Decision", "D15")]
public class PendingQueueModel
{
    private static readonly QueuePolicy Policy = new(5, 40, TimeSpan.FromSeconds(9), 2);

    private static readonly Gen<(int Kind, int Size, int Wait)[]> Histories =
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 41], Gen.Int[0, 4]).Array[0, 80];

    private sealed record Twin(int Bytes, TimeSpan At, TimeSpan? Expiry, int Retries);

    private readonly SortedDictionary<int, Twin> _waiting = [];
    private readonly SortedDictionary<int, Twin> _inFlight = [];
    private readonly List<(int, PendingOutcome)> _ended = [];
    private readonly Dictionary<int, Pending<int>> _real = [];
    private readonly List<(int, PendingOutcome)> _told = [];
    private readonly PendingQueue<int> _queue = new(Policy);
    private TimeSpan _now;
    private int _accepted;

    [Fact]
    public void The_queue_agrees_with_its_dumb_twin() => Histories.Sample(history =>
    {
        var model = new PendingQueueModel();
        foreach (var (kind, size, wait) in history)
        {
            model._now += TimeSpan.FromSeconds(wait / 2);
            model.Do(kind, size, wait);
            model.AssertSame();
        }
    }, iter: 10_000);

    private void Do(int kind, int size, int wait)
    {
        switch (kind)
        {
            case 0 or 1 or 2: Enqueue(size, wait == 4 ? _now + TimeSpan.FromSeconds(size % 5) : null); break;
            case 3 or 4: Dequeue(); break;
            case 5: Requeue(size); break;
            case 6: End(size); break;
            case 7: DropOldest(); break;
            case 8: RemoveAll(wait); break;
            default: Expire(); break;
        }
    }

    private void Enqueue(int bytes, TimeSpan? expiry)
    {
        var result = _queue.Enqueue(_accepted + 1, bytes, _now, expiry);
        Assert.Equal(bytes > 40, result.IsTooLarge);
        if (bytes <= 40)
        {
            _waiting.Add(++_accepted, new Twin(bytes, _now, expiry, 0));
            _real.Add(_accepted, result.Message!);
            Shrink();
        }
        Tell(result.Ended);
        Assert.Equal(bytes > 40 ? 0 : _waiting.Count, result.Position);
    }

    private void Dequeue()
    {
        Assert.Equal(_waiting.Count > 0, _queue.TryDequeue(out var message));
        if (message is null)
            return;
        var oldest = _waiting.First();
        Assert.Equal(oldest.Key, message.Item);
        _waiting.Remove(oldest.Key);
        _inFlight.Add(oldest.Key, oldest.Value);
    }

    // Any of those in flight, chosen by the bits of a number, and one that has ended.
    private void Requeue(int bits)
    {
        var chosen = _inFlight.Keys.Where((_, i) => (bits >> i & 1) != 0).ToList();
        var ended = _ended.Take(1).Select(e => e.Item1);
        Tell(_queue.Requeue(chosen.Concat(ended).Select(n => _real[n]), _now));
        foreach (var number in chosen)
        {
            _inFlight.Remove(number, out var twin);
            if (IsOld(twin!))
                _ended.Add((number, PendingOutcome.Expired));
            else if (twin!.Retries == 2)
                _ended.Add((number, PendingOutcome.Exhausted));
            else
                _waiting.Add(number, twin with { Retries = twin.Retries + 1 });
        }
        Shrink();
    }

    private void End(int pick)
    {
        if (_accepted == 0)
            return;
        var number = pick % _accepted + 1;
        var lives = _waiting.Remove(number) || _inFlight.Remove(number);
        Assert.Equal(lives, _queue.End(_real[number], PendingOutcome.Delivered));
        if (!lives)
            return;
        _ended.Add((number, PendingOutcome.Delivered));
        _told.Add((number, PendingOutcome.Delivered));
    }

    private void DropOldest()
    {
        if (_queue.DropOldest(_now) is { } dropped)
            Tell([dropped]);
        if (_waiting.Count > 0)
            TwinDropOldest();
    }

    private void RemoveAll(int wait)
    {
        if (wait != 0)
            return;
        Tell(_queue.RemoveAll(PendingOutcome.Removed));
        _ended.AddRange(_waiting.Keys.Select(n => (n, PendingOutcome.Removed)));
        _waiting.Clear();
    }

    private void Expire()
    {
        Tell(_queue.Expire(_now));

        // What is looked through once is not looked through again before something can have expired.
        Assert.False(_queue.NextExpiry <= _now);
        foreach (var number in _waiting.Where(w => IsOld(w.Value)).Select(w => w.Key).ToList())
        {
            _waiting.Remove(number);
            _ended.Add((number, PendingOutcome.Expired));
        }
    }

    private void Shrink()
    {
        while (_waiting.Count > 5 || _waiting.Values.Sum(w => w.Bytes) > 40)
            TwinDropOldest();
    }

    private void TwinDropOldest()
    {
        var (number, twin) = _waiting.First();
        _waiting.Remove(number);
        _ended.Add((number, IsOld(twin) ? PendingOutcome.Expired : PendingOutcome.Overflowed));
    }

    private bool IsOld(Twin twin) => _now >= twin.At + Policy.MaxAge || (twin.Expiry is { } at && at <= _now);

    private void Tell(IReadOnlyList<Ended<int>> ended) =>
        _told.AddRange(ended.Select(e => (e.Message.Item, e.Outcome)));

    private void AssertSame()
    {
        Assert.Equal(_ended, _told);
        Assert.All(_waiting.Values, w => Assert.False(_queue.NextExpiry > w.At + Policy.MaxAge));
        Assert.All(_waiting.Values, w => Assert.False(_queue.NextExpiry > w.Expiry));
        var ledger = _queue.Ledger;
        Assert.True(ledger.Balances);
        Assert.Equal((_accepted, _waiting.Count, _inFlight.Count),
            (ledger.Accepted, ledger.Queued, ledger.InFlight));
        Assert.Equal((_waiting.Count, _waiting.Values.Sum(w => w.Bytes)), (_queue.Count, _queue.Bytes));
        Assert.Equal(_waiting.Count == 0 ? null : _waiting.First().Key, _queue.Head?.Item);
        Assert.All(Enum.GetValues<PendingOutcome>(), way =>
            Assert.Equal(_ended.Count(e => e.Item2 == way), ledger[way]));
    }
}
