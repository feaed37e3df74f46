using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using CretoAkka.Calls;
using CretoAkka.Circuits;
using CretoAkka.Tests.Support;

namespace CretoAkka.Tests.Calls;

[SuppressMessage("Reliability", "CA2012", Justification = "Whether a call has ended is looked at without awaiting it.")]
public class SlotTableTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Timeout = TestSettings.RequestTimeout;

    private readonly ManualTime _time = new();
    private readonly NodeClock _clock;
    private readonly SlotTable _table;
    private readonly CircuitGate _gate;

    public SlotTableTests()
    {
        _clock = new NodeClock(_time);
        _table = new SlotTable(_clock, Tick);
        _gate = new CircuitGate("node-2", TestSettings.Peer, _clock, _ => { });
        _table.Sweep();
    }

    [Fact]
    public void A_thread_that_serves_two_nodes_in_turn_uses_the_same_slots_again()
    {
        var other = new SlotTable(_clock, Tick);
        for (var i = 0; i < 100; i++)
        {
            Assert.True(Begin(_table, default).Complete(1).IsCompletedSuccessfully);
            Assert.True(Begin(other, default).Complete(1).IsCompletedSuccessfully);
        }
        Assert.Equal((1, 1), (_table.Count, other.Count));
    }

    [Fact]
    public void A_call_that_was_cut_off_leaves_nothing_with_a_token_that_lives_on()
    {
        using var caller = new CancellationTokenSource();
        var slot = CutOff(caller.Token);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(slot.IsAlive);
        Assert.Equal(0, _table.Count);
    }

    [Fact]
    [Trait("Decision", "D5")]
    public void A_caller_whose_context_takes_no_work_does_not_stop_the_sweep_for_the_others()
    {
        var before = SynchronizationContext.Current;
        var refused = Begin(_table, default).Follow(new(new TaskCompletionSource<int>().Task));
        SynchronizationContext.SetSynchronizationContext(new Closed());
        refused.GetAwaiter().OnCompleted(() => { });
        SynchronizationContext.SetSynchronizationContext(before);
        var waiting = Begin(_table, default).Follow(new(new TaskCompletionSource<int>().Task));

        Pass(Timeout + Tick);

        Assert.True(waiting.IsFaulted);
        Assert.Equal(2, _gate.Stats().Timeouts);
    }

    [Fact]
    [Trait("Decision", "D20")]
    public void A_caller_does_not_wait_for_ever_where_every_sweep_is_late()
    {
        var call = Begin(_table, default).Follow(new(new TaskCompletionSource<int>().Task));
        for (var passed = TimeSpan.Zero; passed < 3 * Timeout; passed += TimeSpan.FromMilliseconds(300))
        {
            _time.Advance(TimeSpan.FromMilliseconds(300));
            _table.Sweep();
        }
        Assert.True(call.IsFaulted);
        var stats = _gate.Stats();
        Assert.Equal((0L, 1L), (stats.Failures, stats.Neutral));
    }

    [Fact]
    public void A_use_without_a_bound_on_its_time_never_passes_its_deadline()
    {
        _time.Advance(TimeSpan.FromDays(1));
        _table.Sweep();
        var slot = CallSlot<int>.Rent(_table);
        _gate.TryAdmit(_clock.Now, TimeSpan.MaxValue, out var admission);
        slot.Begin(_gate, admission, _clock.Now, TimeSpan.MaxValue, null, default);
        var call = slot.Follow(new(new TaskCompletionSource<int>().Task));
        Pass(Timeout);
        Assert.False(call.IsCompleted);
    }

    [Fact]
    public void Slots_of_calls_that_nobody_awaited_and_of_a_burst_that_is_over_are_let_go()
    {
        var burst = Enumerable.Range(0, 1000).Select(_ => Begin(_table, default)).ToList();
        foreach (var slot in burst.Take(500))
            Assert.True(slot.Complete(1).IsCompletedSuccessfully);
        foreach (var slot in burst.Skip(500))
            _ = slot.Follow(ValueTask.FromException<int>(new InvalidOperationException()));
        Assert.Equal(1000, _table.Count);

        Pass(TimeSpan.FromMinutes(3));
        Assert.Equal(0, _table.Count);
        Assert.True(Begin(_table, default).Complete(1).IsCompletedSuccessfully);
        Assert.Equal(1, _table.Count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference CutOff(CancellationToken caller)
    {
        var slot = Begin(_table, caller);
        var call = slot.Follow(new(new TaskCompletionSource<int>().Task));
        Pass(Timeout + Tick);
        Assert.True(call.IsFaulted);
        return new WeakReference(slot);
    }

    private CallSlot<int> Begin(SlotTable table, CancellationToken caller)
    {
        var slot = CallSlot<int>.Rent(table);
        Assert.True(_gate.TryAdmit(_clock.Now, Timeout, out var admission));
        slot.Begin(_gate, admission, _clock.Now, Timeout, null, caller);
        return slot;
    }

    private void Pass(TimeSpan span)
    {
        for (var left = span; left > TimeSpan.Zero; left -= TimeSpan.FromMilliseconds(100))
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            _table.Sweep();
        }
    }

    private sealed class Closed : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => throw new ObjectDisposedException("context");
    }
}
