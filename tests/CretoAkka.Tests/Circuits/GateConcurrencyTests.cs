using CretoAkka.Calls;
using CretoAkka.Circuits;
using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support;
using CsCheck;

namespace CretoAkka.Tests.Circuits;

/// <summary>The gate under many threads, against what can be said of any order of the same events.</summary>
public class GateConcurrencyTests
{
    private const int Successes = 20;

    private static readonly FailureRateRule Rule = new(0.5, 6, 20, null);

    [Fact]
    public void Successes_without_a_lock_are_counted_exactly() => Parallel(8, 20_000, (gate, _) =>
    {
        Assert.True(gate.TryAdmit(TimeSpan.Zero, TestSettings.RequestTimeout, out var admission));
        gate.Complete(admission, Outcome.Success, default, default);
    }, (gate, _) => Assert.Equal(160_000, gate.Stats().Successes));

    [Fact]
    [Trait("Decision", "D2")]
    public void Every_outcome_is_recorded_or_stale_and_no_success_is_lost_across_trips()
    {
        long recorded = 0, stale = 0, refused = 0;
        Parallel(6, 20_000, (gate, i) =>
        {
            if (!gate.TryAdmit(TimeSpan.Zero, TestSettings.RequestTimeout, out var admission))
            {
                Interlocked.Increment(ref refused);
                gate.Apply(CircuitInput.Reset());
                return;
            }
            var outcome = i % 3 == 0 ? Outcome.Failure : Outcome.Success;
            var reply = gate.Complete(admission, outcome, FailureCause.Exception, default);
            Interlocked.Increment(ref reply == CompletionReply.Recorded ? ref recorded : ref stale);
        }, (gate, _) =>
        {
            var stats = gate.Stats();
            Assert.Equal(recorded, stats.Successes + stats.Failures);
            Assert.Equal(stale, stats.Stale);
            Assert.Equal(refused, stats.Rejected);
            Assert.Equal(120_000, recorded + stale + refused);
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(GenerationTally.Many)]
    [Trait("Decision", "D7")]
    public void A_trip_never_rests_on_failures_with_successes_between_them(long successesBefore)
    {
        // Two failures, then a third beside successes, at once: either one of them came first, and nothing trips, or
        // the third failure did, and all of them are stale. A trip and a recorded success together have no order.
        for (var round = 0; round < 300; round++)
        {
            var trips = new List<CircuitTransition>();
            var gate = Gate(TestSettings.Peer, notice =>
            {
                if (notice is CircuitTransition t)
                    trips.Add(t);
            });
            Assert.True(gate.TryAdmit(TimeSpan.Zero, TestSettings.RequestTimeout, out var failing));
            Assert.True(gate.TryAdmit(TimeSpan.Zero, TestSettings.RequestTimeout, out var succeeding));
            for (long i = 0; i < successesBefore; i++)
                gate.Complete(succeeding, Outcome.Success, default, default);
            gate.Complete(failing, Outcome.Failure, default, default);
            gate.Complete(failing, Outcome.Failure, default, default);

            var recorded = 0;
            Run(
                () => gate.Complete(failing, Outcome.Failure, default, default),
                () =>
                {
                    for (var i = 0; i < Successes; i++)
                        recorded += gate.Complete(succeeding, Outcome.Success, default, default) == CompletionReply.Recorded ? 1 : 0;
                });

            // Recorded means before the last failure, so that nothing tripped; stale means after the trip.
            Assert.Equal(recorded == 0 ? 1 : 0, trips.Count);
            Assert.Equal(recorded == 0 ? 0 : Successes, recorded);
            Assert.Equal(trips.Count, gate.Stats().Trips);
        }
    }

    [Fact]
    [Trait("Decision", "D7")]
    public void A_success_is_stale_only_where_its_generation_has_passed()
    {
        // Each failure would trip, unless a success comes between: a seal that is tried often does not hold.
        var gate = Gate(TestSettings.Peer with { Circuit = TestSettings.Peer.Circuit with { FailureThreshold = 2 } }, _ => { });
        var isOver = false;
        Run(
            () =>
            {
                for (var i = 0; i < 100_000; i++)
                {
                    if (gate.TryAdmit(TimeSpan.Zero, TestSettings.RequestTimeout, out var admission))
                        gate.Complete(admission, Outcome.Failure, FailureCause.Exception, default);
                    else
                        gate.Apply(CircuitInput.Reset());
                }
                Volatile.Write(ref isOver, true);
            },
            () =>
            {
                while (!Volatile.Read(ref isOver))
                {
                    if (gate.TryAdmit(TimeSpan.Zero, TestSettings.RequestTimeout, out var admission)
                        && gate.Complete(admission, Outcome.Success, default, default) == CompletionReply.Stale)
                        Assert.True(admission.Generation < gate.Circuit.Generation);
                }
            });
        Assert.NotEqual(0, gate.Stats().Trips);
    }

    [Fact]
    [Trait("Decision", "D7")]
    public void Without_a_lock_the_gate_equals_telling_every_outcome_with_the_windowed_rule_on() =>
        Gen.Int[0, 9].Array[1, 120].Sample(history =>
        {
            var peer = TestSettings.Peer with { CallFailureRate = Rule };
            var gate = Gate(peer, _ => { });
            var (circuit, window) = (Circuit.Create(peer.Circuit), new OutcomeWindow(Rule));
            foreach (var kind in history)
            {
                if (!gate.TryAdmit(TimeSpan.Zero, TestSettings.RequestTimeout, out var admission))
                    break;
                var fails = kind < 5;
                gate.Complete(admission, fails ? Outcome.Failure : Outcome.Success, default, default);
                if (!fails)
                    window.Succeed(1, TimeSpan.Zero);
                circuit = circuit.Step(
                    fails
                        ? CircuitInput.Fail(circuit.Generation, rateExceeded: window.Fail(TimeSpan.Zero))
                        : CircuitInput.Succeed(circuit.Generation),
                    TimeSpan.Zero, peer.Circuit).Next;
            }
            gate.Apply(CircuitInput.Tick);
            Assert.Equal(
                (circuit.State, circuit.Generation, circuit.Cause, circuit.FailureRuns),
                (gate.Circuit.State, gate.Circuit.Generation, gate.Circuit.Cause, gate.Circuit.FailureRuns));
        }, iter: 5_000);

    [Fact]
    public void Concurrent_permits_end_once_each_by_completion_or_by_deadline()
    {
        var clock = new NodeClock(TimeProvider.System);
        var table = new SlotTable(clock, TimeSpan.FromMilliseconds(1));
        var gate = new CircuitGate("n", TestSettings.Peer with
        {
            Circuit = TestSettings.Peer.Circuit with { Mode = CircuitMode.ObserveOnly },
        }, clock, _ => { });
        long won = 0;
        using var done = new CancellationTokenSource();
        var sweeper = new Thread(() =>
        {
            while (!done.IsCancellationRequested)
                table.Sweep();
        });
        sweeper.Start();
        Run([.. Enumerable.Range(0, 3).Select(_ => (Action)(() =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                var slot = PlainSlot.Rent(table);
                gate.TryAdmit(clock.Now, TimeSpan.FromTicks(5), out var admission);
                var version = slot.Start(gate, admission, clock.Now, TimeSpan.FromTicks(5));
                if (slot.TryEnd(version) && slot.Finish(Outcome.Success) == CompletionReply.Recorded)
                    Interlocked.Increment(ref won);
                Assert.False(slot.TryEnd(version));
            }
        }))]);
        done.Cancel();
        sweeper.Join();

        var stats = gate.Stats();
        Assert.Equal(won, stats.Successes);
        Assert.Equal(60_000, stats.Successes + stats.Timeouts + stats.Neutral);
    }

    private static void Parallel(
        int threads, int times, Action<CircuitGate, int> act, Action<CircuitGate, int> check)
    {
        var gate = Gate(TestSettings.Peer, _ => { });
        Run([.. Enumerable.Range(0, threads).Select(_ => (Action)(() =>
        {
            for (var i = 0; i < times; i++)
                act(gate, i);
        }))]);
        check(gate, threads * times);
    }

    private static void Run(params Action[] actions)
    {
        Exception? failed = null;
        using var start = new Barrier(actions.Length);
        var threads = actions.Select(action => new Thread(() =>
        {
            try
            {
                start.SignalAndWait();
                action();
            }
            catch (Exception e)
            {
                failed = e;
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        Assert.Null(failed);
    }

    private static CircuitGate Gate(PeerSettings settings, Action<IGateNotice> tell) =>
        new("node-2", settings, new NodeClock(TimeProvider.System), tell);
}
