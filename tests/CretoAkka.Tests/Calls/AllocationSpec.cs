using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using CretoAkka.Calls;
using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;
using CretoAkka.Diagnostics;
using CretoAkka.Tests.Support;

namespace CretoAkka.Tests.Calls;

/// <summary>What a use costs in memory once it is warm: nothing.</summary>
/// <remarks>
/// Bytes are counted on the thread that allocates them, so other tests do not disturb. A single thread runs all turns
/// of an asynchronous operation, and the least of several runs counts: what the runtime itself allocates now and then,
/// as when code is compiled again, only ever adds.
/// </remarks>
[SuppressMessage("Reliability", "CA2012", Justification = "What completes at once is looked at without awaiting it.")]
[SuppressMessage("Usage", "xUnit1031", Justification = "The same as for CA2012.")]
public class AllocationSpec : CircuitTestKit
{
    private const int Times = 200;
    private const int Runs = 20;

    // A circuit and what publishes it, in bytes; to throw an exception takes some 2,000, to look at one some 400.
    private const int NextCircuit = 176;

    private static readonly PeerId Node2 = "node-2";

    [Fact]
    public void A_call_that_completes_at_once_allocates_nothing() => Assert.Equal(0, Least(() =>
    {
        for (var i = 0; i < Times; i++)
            Assert.True(Circuits.ExecuteAsync(Node2, static (s, _) => new ValueTask<int>(s), i).IsCompletedSuccessfully);
    }));

    [Fact]
    public void A_call_allocates_nothing_though_somebody_listens_to_its_latency()
    {
        var heard = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, to) =>
            {
                if (instrument is { Meter.Name: CircuitTelemetry.Name, Name: "circuit_breaker.latency" })
                    to.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => heard++);
        listener.Start();
        Assert.Equal(0, Least(() =>
        {
            for (var i = 0; i < Times; i++)
                Assert.True(Circuits.TryExecuteAsync(Node2, static _ => new ValueTask<int>(1)).Result.Succeeded);
        }));
        Assert.True(heard >= Times * Runs);
    }

    [Fact]
    public void A_call_without_a_result_that_completes_at_once_allocates_nothing() => Assert.Equal(0, Least(() =>
    {
        for (var i = 0; i < Times; i++)
            Assert.True(Circuits.ExecuteAsync(Node2, static (_, _) => default(ValueTask), i).IsCompletedSuccessfully);
    }));

    [Fact]
    public void A_call_whose_caller_can_cancel_allocates_nothing()
    {
        using var caller = new CancellationTokenSource();
        Assert.Equal(0, Least(() =>
        {
            for (var i = 0; i < Times; i++)
            {
                Assert.True(Circuits.ExecuteAsync(
                    Node2, static (s, _) => new ValueTask<int>(s), i, caller.Token).IsCompletedSuccessfully);
            }
        }));
    }

    [Fact]
    public void A_permit_and_its_completion_allocate_nothing() => Assert.Equal(0, Least(() =>
    {
        for (var i = 0; i < Times; i++)
        {
            Assert.True(Circuits.TryAcquire(Node2, out var permit));
            Assert.True(Circuits.Complete(permit, Outcome.Success) == CompletionReply.Recorded);
        }
    }));

    [Fact]
    public void A_refusal_as_an_answer_allocates_nothing()
    {
        Fail(Node2, 3);
        Assert.Equal(0, Least(() =>
        {
            for (var i = 0; i < Times; i++)
            {
                var call = Circuits.TryExecuteAsync(Node2, static (s, _) => new ValueTask<int>(s), i);
                Assert.True(call.Result.Rejection is { State: CircuitState.Open });
                Assert.False(Circuits.TryExecuteAsync(Node2, static _ => new ValueTask<int>(1)).Result.Succeeded);
                Assert.False(Circuits.TryAcquire(Node2, out _));
            }
        }));
    }

    [Fact]
    public void A_failure_costs_the_circuits_next_value_and_is_not_even_looked_at()
    {
        var failed = Task.FromException<int>(new TimeoutException());
        Circuits.AddPeer(Node2);
        Circuits.UpdateSettings(Node2, Unbreakable());

        var ours = Least(() =>
        {
            for (var i = 0; i < Times; i++)
                Assert.True(Circuits.ExecuteAsync(Node2, static (s, _) => new ValueTask<int>(s), failed).IsFaulted);
        });
        Assert.InRange(ours / Times, 1, NextCircuit);
    }

    [Fact]
    public void A_success_that_is_reported_allocates_nothing() => Assert.Equal(0, Least(() =>
    {
        for (var i = 0; i < Times; i++)
            Assert.True(Circuits.RecordSuccess(Node2) == CompletionReply.Recorded);
    }));

    [Fact]
    public void An_operation_that_goes_on_costs_no_byte_more_than_without_the_circuit()
    {
        // Under a context of the test's own, turns would go on elsewhere.
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var turns = new Turns();
            var bare = Many(times => turns.Finish(Bare(turns, times)));
            Assert.InRange(bare, Times, long.MaxValue); // It does go on: its state is on the heap each time.
            Assert.Equal(bare, Many(times => turns.Finish(Called(turns, times))));
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private PeerSettings Unbreakable()
    {
        var settings = Circuits.GetSettings(Node2);
        return settings with { Circuit = settings.Circuit with { FailureThreshold = Times * (Runs + 1) } };
    }

    // Without what the loop around the operations costs once.
    private static long Many(Action<int> act) => Least(() => act(Times + 1)) - Least(() => act(1));

    private static async Task Bare(Turns turns, int times)
    {
        for (var i = 0; i < times; i++)
            await Operation(turns, default);
    }

    private async Task Called(Turns turns, int times)
    {
        for (var i = 0; i < times; i++)
            await Circuits.ExecuteAsync(Node2, Operation, turns);
    }

    private static async ValueTask<int> Operation(Turns turns, CancellationToken _)
    {
        await turns;
        return 1;
    }

    private static long Least(Action act)
    {
        var least = long.MaxValue;
        for (var run = 0; run < Runs; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            act();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }

    /// <summary>To be awaited: what follows goes on once it is its turn, on the thread that finishes all.</summary>
    private sealed class Turns : INotifyCompletion
    {
        private readonly Queue<Action> _waiting = new();

        public bool IsCompleted => false;

        public Turns GetAwaiter() => this;

        public void OnCompleted(Action continuation) => _waiting.Enqueue(continuation);

        public void GetResult()
        {
        }

        public void Finish(Task task)
        {
            while (!task.IsCompleted)
                _waiting.Dequeue()();
            Assert.True(task.IsCompletedSuccessfully);
        }
    }
}
