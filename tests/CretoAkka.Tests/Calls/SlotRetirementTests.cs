using System.Diagnostics.CodeAnalysis;
using CretoAkka.Calls;
using CretoAkka.Circuits;
using CretoAkka.Tests.Support;

namespace CretoAkka.Tests.Calls;

/// <summary>Uses that start without a fence, beside who must not miss them.</summary>
[SuppressMessage("Reliability", "CA2012", Justification = "Whether a call has ended is looked at without awaiting it.")]
public class SlotRetirementTests
{
    private const int Rounds = 300;

    // So many that to look at them takes as long as to start a use.
    private const int Slots = 100;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Timeout = TestSettings.RequestTimeout;

    private readonly ManualTime _time = new();
    private readonly NodeClock _clock;
    private readonly CircuitGate _gate;

    public SlotRetirementTests()
    {
        _clock = new NodeClock(_time);
        _gate = new CircuitGate("node-2", TestSettings.Peer, _clock, _ => { });
    }

    [Fact]
    [Trait("Decision", "D5")]
    public void A_use_that_starts_while_its_slot_is_let_go_is_cut_off_all_the_same()
    {
        Beside(table =>
        {
            // The last that is given back is the first of the table, and the next to be used.
            foreach (var slot in Enumerable.Range(0, Slots).Select(_ => Begin(table)).Reverse().ToList())
                Assert.True(slot.Complete(1).IsCompletedSuccessfully);
            RestAlmostForAMinute(table);
        }, table =>
        {
            table.Sweep();
            _time.Advance(Step);
            table.Sweep();
        }, (table, call) =>
        {
            for (var passed = -Tick; passed < Timeout; passed += Step)
            {
                _time.Advance(Step);
                table.Sweep();
            }
            Assert.True(call.IsFaulted, "it runs, and nobody sweeps it");
        });
    }

    [Fact]
    public void A_use_that_starts_while_its_table_is_closed_is_ended_all_the_same() => Beside(
        _ => { },
        table => table.Close(),
        (_, call) => Assert.True(call.IsCompleted, "it runs, and nobody ends it"));

    [Fact]
    public void A_use_that_starts_while_its_caller_cancels_is_ended_all_the_same()
    {
        CancellationTokenSource caller = new();
        Beside(
            _ => caller = new CancellationTokenSource(),
            _ => caller.Cancel(),
            (_, call) => Assert.True(call.IsCompleted, "it runs, and its caller has cancelled"),
            () => caller.Token);
    }

    // Rounds of one thread that starts a use which never ends by itself, and another that does something meanwhile.
    private void Beside(
        Action<SlotTable> before, Action<SlotTable> meanwhile, Action<SlotTable, ValueTask<int>> after,
        Func<CancellationToken>? caller = null)
    {
        SlotTable table = null!;
        var line = new Barrier(2); // Not disposed of: where a round fails the other thread waits at it.
        var other = new Thread(() =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                line.SignalAndWait();
                line.SignalAndWait();
                meanwhile(table);
                line.SignalAndWait();
            }
        }) { IsBackground = true };
        other.Start();
        for (var round = 0; round < Rounds; round++)
        {
            table = new SlotTable(_clock, Tick);
            before(table);
            line.SignalAndWait();
            var token = caller?.Invoke() ?? default;
            line.SignalAndWait();
            var call = Begin(table, token).Follow(new(new TaskCompletionSource<int>().Task));
            line.SignalAndWait();
            after(table, call);
        }
        other.Join();
    }

    // After the next two sweeps, a step apart, it may go.
    private void RestAlmostForAMinute(SlotTable table)
    {
        table.Sweep();
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromMinutes(1); passed += Step)
        {
            table.Sweep();
            _time.Advance(Step);
        }
    }

    private CallSlot<int> Begin(SlotTable table, CancellationToken caller = default)
    {
        var slot = CallSlot<int>.Rent(table);
        Assert.True(_gate.TryAdmit(_clock.Now, Timeout, out var admission));
        slot.Begin(_gate, admission, _clock.Now, Timeout, null, caller);
        return slot;
    }
}
