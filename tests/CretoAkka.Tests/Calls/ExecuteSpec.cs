using Akka.TestKit;
using CretoAkka.Calls;
using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support;

namespace CretoAkka.Tests.Calls;

public class ExecuteSpec : CircuitTestKit
{
    private static readonly PeerId Node2 = "node-2";

    [Fact]
    public async Task A_result_passes_through_and_counts_as_success()
    {
        Assert.Equal(7, await Circuits.ExecuteAsync(Node2, _ => ValueTask.FromResult(7)));
        Assert.Equal(8, await Circuits.ExecuteAsync(Node2, async _ => { await Task.Yield(); return 8; }));
        Assert.Equal(9, await Circuits.ExecuteAsync(Node2, _ => Task.FromResult(9)));
        Assert.Equal(10, await Circuits.ExecuteAsync(Node2, static (s, _) => ValueTask.FromResult(s + 1), 9));
        await Circuits.ExecuteAsync(Node2, _ => ValueTask.CompletedTask);
        await Circuits.ExecuteAsync(Node2, async _ => await Task.Yield());
        await Circuits.ExecuteAsync(Node2, static (s, _) => Task.FromResult(s), 9);
        await Circuits.ExecuteAsync(Node2, static async (s, _) => { await Task.Yield(); Assert.Equal(9, s); }, 9);

        var stats = Circuits.GetStats(Node2);
        Assert.Equal((8L, 0L, 1.0), (stats.Successes, stats.Failures, stats.SuccessRate));
    }

    [Fact]
    public async Task The_operations_own_exception_passes_through_unchanged_and_counts_as_failure()
    {
        var thrown = new InvalidOperationException("mine");
        var synchronous = Circuits.ExecuteAsync<int>(Node2, ValueTask<int> (_) => throw thrown);
        Assert.Same(thrown, await Assert.ThrowsAsync<InvalidOperationException>(async () => await synchronous));
        Assert.Same(thrown, await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await Circuits.ExecuteAsync(Node2, async _ => { await Task.Yield(); throw thrown; })));
        Assert.Equal(2, Circuits.GetStats(Node2).Failures);
    }

    [Fact]
    [Trait("Decision", "D6")]
    public async Task Refusal_arrives_in_the_task_with_peer_state_cause_and_retry_after_and_is_no_failure()
    {
        Fail(Node2, 3);
        var call = Circuits.ExecuteAsync(Node2, _ => ValueTask.FromResult(1));
        var refusal = (await Assert.ThrowsAsync<CircuitOpenException>(async () => await call)).Rejection;

        Assert.Equal(
            new CircuitRejection(Node2, CircuitState.Open, CircuitMode.Automatic, TransitionCause.ConsecutiveFailures,
                TestSettings.OpenTimeout),
            refusal);
        var stats = Circuits.GetStats(Node2);
        Assert.Equal((3L, 1L), (stats.Failures, stats.Rejected));
    }

    [Fact]
    [Trait("Decision", "D6")]
    public async Task A_half_open_refusal_waits_for_the_earliest_probe_deadline()
    {
        Fail(Node2, 3);
        Pass(TestSettings.OpenTimeout);
        Assert.True(Circuits.TryAcquire(Node2, out _));
        Pass(TimeSpan.FromMilliseconds(100));
        Assert.True(Circuits.TryAcquire(Node2, out _));
        var refused = await Assert.ThrowsAsync<CircuitOpenException>(
            async () => await Circuits.ExecuteAsync(Node2, _ => ValueTask.CompletedTask));
        Assert.Equal(TestSettings.RequestTimeout - TimeSpan.FromMilliseconds(100), refused.RetryAfter);
    }

    [Fact]
    [Trait("Decision", "D5")]
    public async Task An_operation_that_ignores_its_token_is_cut_off_at_the_deadline()
    {
        var never = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        CancellationToken token = default;
        var call = Circuits.ExecuteAsync(Node2, ct => { token = ct; return never.Task; }).AsTask();

        Pass(TestSettings.RequestTimeout - TimeSpan.FromMilliseconds(1));
        Assert.False(call.IsCompleted);
        Pass(TimeSpan.FromMilliseconds(100));

        var timeout = await Assert.ThrowsAsync<CircuitTimeoutException>(() => call);
        Assert.Equal(TestSettings.RequestTimeout, timeout.Timeout);
        await AwaitConditionAsync(() => Task.FromResult(token.IsCancellationRequested));
        var stats = Circuits.GetStats(Node2);
        Assert.Equal((1L, 1L), (stats.Failures, stats.Timeouts));

        never.SetResult(1);
        Assert.Equal((1L, 0L), (Circuits.GetStats(Node2).Failures, Circuits.GetStats(Node2).Successes));
    }

    [Fact]
    [Trait("Decision", "D3")]
    public async Task The_callers_cancellation_is_neutral_and_does_not_wait_for_the_operation()
    {
        using var caller = new CancellationTokenSource();
        var never = new TaskCompletionSource<int>();
        var call = Circuits.ExecuteAsync(Node2, _ => never.Task, caller.Token).AsTask();
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        var stats = Circuits.GetStats(Node2);
        Assert.Equal((0L, 0L, 1L), (stats.Successes, stats.Failures, stats.Neutral));
    }

    [Fact]
    [Trait("Decision", "D3")]
    public async Task What_counts_can_be_decided_in_code()
    {
        var options = new CallOptions
        {
            ClassifyException = e => e is FormatException ? Outcome.Neutral : Outcome.Failure,
            ClassifyResult = r => r is "no" ? Outcome.Failure : Outcome.Success,
        };
        await Assert.ThrowsAsync<FormatException>(
            async () => await Circuits.ExecuteAsync(Node2, ValueTask (_) => throw new FormatException("x"), default, options));
        Assert.Equal("no", await Circuits.ExecuteAsync(Node2, _ => ValueTask.FromResult("no"), default, options));
        var stats = Circuits.GetStats(Node2);
        Assert.Equal((0L, 1L, 1L), (stats.Successes, stats.Failures, stats.Neutral));
    }

    [Fact]
    [Trait("Decision", "D20")]
    public async Task A_pause_of_the_process_voids_running_deadlines_instead_of_failing_the_peer()
    {
        var answer = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var call = Circuits.ExecuteAsync(Node2, _ => answer.Task).AsTask();
        Pass(TimeSpan.FromMilliseconds(200));

        ((TestScheduler)Sys.Scheduler).Advance(TimeSpan.FromSeconds(20));
        Settle();
        answer.SetResult(5);

        Assert.Equal(5, await call);
        var stats = Circuits.GetStats(Node2);
        Assert.Equal((0L, 1L, CircuitState.Closed), (stats.Failures, stats.Neutral, stats.State));
    }

    [Fact]
    [Trait("Decision", "D2")]
    public void A_permit_counts_once_and_the_default_one_never()
    {
        Assert.True(Circuits.TryAcquire(Node2, out var permit));
        Assert.Equal(CompletionReply.Recorded, Circuits.Complete(permit, Outcome.Failure));
        Assert.Equal(CompletionReply.Stale, Circuits.Complete(permit, Outcome.Failure));
        Assert.True(Circuits.TryAcquire(Node2, out var reused));
        Assert.Equal(CompletionReply.Stale, Circuits.Complete(permit, Outcome.Failure));
        Assert.Equal(CompletionReply.UnknownPermit, Circuits.Complete(default, Outcome.Failure));
        Assert.Equal(CompletionReply.Recorded, Circuits.Complete(reused, Outcome.Success));
        Assert.Equal(1, Circuits.GetStats(Node2).Failures);
    }

    [Fact]
    [Trait("Decision", "D2")]
    public void An_outcome_of_an_earlier_generation_changes_nothing()
    {
        Assert.True(Circuits.TryAcquire(Node2, out var success));
        Assert.True(Circuits.TryAcquire(Node2, out var failure));
        Fail(Node2, 3);
        Pass(TestSettings.RequestTimeout / 2);
        Assert.Equal(CompletionReply.Stale, Circuits.Complete(success, Outcome.Success));
        Assert.Equal(CompletionReply.Stale, Circuits.Complete(failure, Outcome.Failure));
        var stats = Circuits.GetStats(Node2);
        Assert.Equal((CircuitState.Open, 0L, 3L, 2L), (stats.State, stats.Successes, stats.Failures, stats.Stale));
    }

    [Fact]
    public async Task A_classifier_that_throws_ends_the_call_with_that_and_says_nothing_of_the_peer()
    {
        var options = new CallOptions
        {
            ClassifyResult = _ => throw new NotSupportedException("result"),
            ClassifyException = _ => throw new NotSupportedException("exception"),
        };
        foreach (var operation in new Func<CancellationToken, ValueTask<int>>[]
        {
            _ => ValueTask.FromResult(1),
            async _ => { await Task.Yield(); return 1; },
            _ => throw new FormatException("x"),
            async _ => { await Task.Yield(); throw new FormatException("x"); },
        })
        {
            await Assert.ThrowsAsync<NotSupportedException>(
                async () => await Circuits.ExecuteAsync(Node2, operation, default, options));
        }
        var stats = Circuits.GetStats(Node2);
        Assert.Equal((0L, 0L, 4L), (stats.Successes, stats.Failures, stats.Neutral));
        Assert.True(Circuits.TryAcquire(Node2, out _));
    }

    [Fact]
    public void The_sixth_use_is_refused_the_moment_the_threshold_is_reached()
    {
        for (var round = 0; round < 2000; round++)
        {
            PeerId peer = "peer-" + (round % 50).ToString(System.Globalization.CultureInfo.InvariantCulture);
            Circuits.Reset(peer);
            Fail(peer, 3);
            Assert.False(Circuits.TryAcquire(peer, out _));
        }
    }
}
