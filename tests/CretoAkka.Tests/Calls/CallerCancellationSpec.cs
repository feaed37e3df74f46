using CretoAkka.Tests.Support;

namespace CretoAkka.Tests.Calls;

public class CallerCancellationSpec : CircuitTestKit
{
    private static readonly PeerId Node2 = "node-2";

    [Fact]
    [Trait("Decision", "D3")]
    public async Task A_caller_that_cancels_reaches_an_operation_that_has_not_returned_yet()
    {
        using var caller = new CancellationTokenSource();
        using var begun = new ManualResetEventSlim();
        var call = Task.Run(async () => await Circuits.ExecuteAsync(Node2, ct =>
        {
            begun.Set();
            ct.WaitHandle.WaitOne();
            return ValueTask.FromResult(1);
        }, caller.Token));
        begun.Wait();
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        var stats = Circuits.GetStats(Node2);
        Assert.Equal((0L, 0L, 1L), (stats.Successes, stats.Failures, stats.Neutral));
    }

    [Fact]
    [Trait("Decision", "D3")]
    public async Task An_operation_that_cancels_its_own_caller_ends_as_cancelled_however_it_returns()
    {
        using var caller = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Circuits.ExecuteAsync(Node2, _ =>
        {
            caller.Cancel();
            return ValueTask.FromResult(1);
        }, caller.Token));
        using var second = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Circuits.ExecuteAsync<int>(Node2, _ =>
        {
            second.Cancel();
            throw new FormatException();
        }, second.Token));
        var stats = Circuits.GetStats(Node2);
        Assert.Equal((0L, 0L, 2L), (stats.Successes, stats.Failures, stats.Neutral));
    }

    [Fact]
    [Trait("Decision", "D3")]
    public async Task A_token_that_serves_many_calls_cancels_only_those_that_run()
    {
        using var caller = new CancellationTokenSource();
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(i, await Circuits.ExecuteAsync(Node2, _ => ValueTask.FromResult(i), caller.Token));
            Assert.Equal(i, await Circuits.ExecuteAsync(
                Node2, async _ => { await Task.Yield(); return i; }, caller.Token));
        }
        var running = Circuits.ExecuteAsync(Node2, _ => new TaskCompletionSource<int>().Task).AsTask();
        var cancelled = Circuits.ExecuteAsync(Node2, _ => new TaskCompletionSource<int>().Task, caller.Token).AsTask();
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.False(running.IsCompleted);
        Assert.Equal((200L, 1L), (Circuits.GetStats(Node2).Successes, Circuits.GetStats(Node2).Neutral));
    }
}
