using System.Globalization;
using System.Runtime.CompilerServices;
using CretoAkka.Core.Queues;

namespace CretoAkka.Core.Tests.Queues;

/// <summary>What operations cost, in steps and bytes allocated: the same on every machine.</summary>
[Trait("Decision", "D15")]
public class OutboundCostTests
{
    private const int Many = 16_000;

    private static readonly QueuePolicy Large = new(Many, long.MaxValue, TimeSpan.FromHours(1), 3);

    private readonly OutboundQueue<int> _queue =
        new(new OutboundPolicy { Critical = Large, Normal = Large, Bulk = Large });

    [Fact]
    public void Messages_that_come_and_go_in_order_cost_the_same_however_many_wait()
    {
        Fill(i => InOrder(i));
        var steps = _queue.Steps;
        for (var i = 0; i < Many; i++)
        {
            Assert.True(_queue.TryDequeue(out var message));
            _queue.End(message, PendingOutcome.Delivered);
            Add(Many + i, InOrder(Many + i));
        }
        Assert.InRange((_queue.Steps - steps) / (double)Many, 1, 30);
    }

    [Fact]
    public void Superseding_costs_the_same_however_many_wait()
    {
        Fill(i => InOrder(i));
        var steps = _queue.Steps;
        for (var i = 0; i < Many; i++)
            Add(i, InOrder(i) with { Version = 1 });
        Assert.InRange((_queue.Steps - steps) / (double)Many, 1, 14);
        Assert.Equal(Many, _queue.Ledger.Superseded);
    }

    [Fact]
    public void A_full_class_costs_no_more_than_one_that_is_not()
    {
        Fill(i => InLane(i));
        var steps = _queue.Steps;
        for (var i = 0; i < Many; i++)
            Add(Many + i, InLane(Many + i));
        Assert.InRange((_queue.Steps - steps) / (double)Many, 1, 30);
        Assert.Equal(Many, _queue.Ledger.Overflowed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(Many)]
    public void A_watermark_costs_what_it_purges(int purged)
    {
        Fill(i => Scattered(i));
        var steps = _queue.Steps;
        Assert.Equal(purged, _queue.AdvanceWatermark("slot", purged - 1).Count);
        Assert.InRange((_queue.Steps - steps) / (double)purged, 1, 20);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void A_trickle_costs_what_it_takes(int taken)
    {
        Fill(i => Scattered(i));
        var steps = _queue.Steps;
        Assert.Equal(Enumerable.Range(0, taken).Select(n => (long)n),
            _queue.TakeTrickle(taken).Select(m => m.Label.Instance));
        Assert.InRange((_queue.Steps - steps) / (double)taken, 1, 20);
    }

    [Fact]
    public void Messages_in_no_order_at_all_cost_a_logarithm()
    {
        Fill(i => Scattered(i) with { ExpiresAt = TimeSpan.FromSeconds(i * 7919 % Many % 3000) });
        Assert.InRange(_queue.Steps / (double)Many, 1, 5 * Math.Log2(Many));
    }

    [Fact]
    public void A_new_incarnation_costs_what_was_in_flight()
    {
        Fill(i => InOrder(i));
        for (var i = 0; i < 100; i++)
            _queue.TryDequeue(out _);
        var steps = _queue.Steps;
        Assert.Empty(_queue.RequeueAll(TimeSpan.Zero));
        Assert.InRange((_queue.Steps - steps) / 100.0, 1, 100);
    }

    [Fact]
    public void A_message_costs_a_bounded_piece_of_memory_and_asking_costs_none()
    {
        Add(0, default);
        _queue.TryDequeue(out var first);
        _queue.End(first!, PendingOutcome.Delivered);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            Add(i, default);
            _queue.TryDequeue(out var message);
            _queue.End(message!, PendingOutcome.Delivered);
        }
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 1000, 1, 512);

        Add(0, InOrder(0));
        Ask();
        before = GC.GetAllocatedBytesForCurrentThread();
        var asked = Ask();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(asked > 0);
    }

    private long Ask() => _queue.Count + _queue.Bytes + _queue.Ledger.Pending
        + _queue.Stats(MessageClass.Normal).Waiting
        + (_queue.IsBusy ? 1 : 0)
        + _queue.Expire(TimeSpan.Zero).Count + _queue.AdvanceWatermark("slot", -1).Count
        + _queue.Head!.Bytes + _queue.TakeTrickle(0).Count + _queue.NextExpiry!.Value.Ticks;

    [Fact]
    public void A_key_of_which_nothing_is_pending_is_let_go()
    {
        var key = SendOneOf();
        GC.Collect();
        Assert.False(key.TryGetTarget(out _));
        GC.KeepAlive(_queue);
    }

    // In a method of its own, whose variables are gone when it returns.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference<string> SendOneOf()
    {
        var key = new string('k', 3);
        Add(1, new MessageLabel { Key = key });
        _queue.TryDequeue(out var message);
        Add(2, new MessageLabel { Key = key, Version = 1 });
        _queue.End(message!, PendingOutcome.Delivered);
        _queue.EndAll(PendingOutcome.Delivered);
        return new WeakReference<string>(key);
    }

    private static MessageLabel InOrder(int i) => new()
    {
        Key = string.Create(CultureInfo.InvariantCulture, $"{i % Many}"),
        Version = i / Many,
        Lane = "slot",
        Instance = i,
    };

    private static MessageLabel InLane(int i) => new() { Lane = "slot", Instance = i };

    // Each instance below the number of messages once, in no order.
    private static MessageLabel Scattered(int i) => new() { Lane = "slot", Instance = i * 7919L % Many };

    private void Fill(Func<int, MessageLabel> label)
    {
        for (var i = 0; i < Many; i++)
            Add(i, label(i));
    }

    private void Add(int item, MessageLabel label) => _queue.Enqueue(item, 1, label, TimeSpan.Zero);
}
