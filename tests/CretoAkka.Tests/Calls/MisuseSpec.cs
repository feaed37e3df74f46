using System.Diagnostics.CodeAnalysis;
using System.Threading.Tasks.Sources;
using CretoAkka.Calls;
using CretoAkka.Tests.Support;

namespace CretoAkka.Tests.Calls;

/// <summary>What a caller does wrong is that caller's trouble only.</summary>
[SuppressMessage("Reliability", "CA2012", Justification = "What the rule forbids is what is shown to be harmless.")]
[SuppressMessage("Usage", "xUnit1030", Justification = "The continuation has to run where the operation ends.")]
[SuppressMessage("Usage", "xUnit1031", Justification = "The same as for CA2012.")]
public class MisuseSpec : CircuitTestKit
{
    private static readonly PeerId Node2 = "node-2";

    [Fact]
    public async Task A_result_that_is_read_too_early_is_refused_and_leaves_the_call_as_it_is()
    {
        var answer = new TaskCompletionSource<int>();
        var call = Circuits.ExecuteAsync(Node2, _ => answer.Task);
        Assert.Throws<InvalidOperationException>(() => call.GetAwaiter().GetResult());

        var other = Circuits.ExecuteAsync(Node2, async _ => { await Task.Yield(); return 2; });
        answer.SetResult(1);
        Assert.Equal((1, 2), (await call, await other));
        Assert.Equal(2, Circuits.GetStats(Node2).Successes);
    }

    [Fact]
    public async Task A_result_that_is_read_twice_is_refused_and_is_not_another_calls()
    {
        var (first, second) = (new Source(), new TaskCompletionSource<int>());
        var call = Circuits.ExecuteAsync(Node2, _ => new ValueTask<int>(first, 0));
        first.Core.SetResult(1);
        Assert.Equal(1, call.GetAwaiter().GetResult());
        Assert.Throws<InvalidOperationException>(() => call.GetAwaiter().GetResult());

        var left = Circuits.ExecuteAsync(Node2, _ => second.Task);
        var right = Circuits.ExecuteAsync(Node2, _ => ValueTask.FromResult(3));
        Assert.Throws<InvalidOperationException>(() => call.GetAwaiter().GetResult());
        second.SetResult(2);
        Assert.Equal((2, 3), (await left, await right));
    }

    [Fact]
    [Trait("Decision", "D2")]
    public void A_continuation_that_throws_does_not_count_the_call_twice()
    {
        var answer = new Source();
        var call = Circuits.ExecuteAsync(Node2, _ => new ValueTask<int>(answer, 0));
        call.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(() => throw new FormatException());

        Assert.Throws<FormatException>(() => answer.Core.SetResult(1));

        var stats = Circuits.GetStats(Node2);
        Assert.Equal((1L, 0L, 0L), (stats.Successes, stats.Failures, stats.Stale));
    }

    [Theory]
    [InlineData(ValueTaskSourceStatus.Pending)]
    [InlineData(ValueTaskSourceStatus.Succeeded)]
    [InlineData(null)]
    [Trait("Decision", "D6")]
    public async Task A_value_task_that_is_broken_fails_the_call_in_its_task_and_gives_the_permit_back(
        ValueTaskSourceStatus? status)
    {
        Fail(Node2, 3);
        Pass(TestSettings.OpenTimeout);
        var call = Circuits.ExecuteAsync(Node2, _ => new ValueTask<int>(new Broken(status), 0));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await call);
        var stats = Circuits.GetStats(Node2);
        Assert.Equal((4L, 0), (stats.Failures, stats.ProbesInFlight));
    }

    [Fact]
    public void An_operation_that_is_missing_is_the_callers_mistake_and_no_failure_of_the_peer()
    {
        Func<CancellationToken, ValueTask<int>> none = null!;
        Func<CancellationToken, Task> noTask = null!;
        Func<int, CancellationToken, Task<int>> noStateful = null!;
        Assert.Throws<ArgumentNullException>("operation", () => { _ = Circuits.ExecuteAsync(Node2, none); });
        Assert.Throws<ArgumentNullException>("operation", () => { _ = Circuits.ExecuteAsync(Node2, noTask); });
        Assert.Throws<ArgumentNullException>("operation", () => { _ = Circuits.ExecuteAsync(Node2, noStateful, 1); });
        Assert.Throws<ArgumentNullException>("operation", () => { _ = Circuits.TryExecuteAsync(Node2, none); });
        Assert.Equal(0, Circuits.GetStats(Node2).Failures);
    }

    [Fact]
    public void A_timeout_that_is_not_longer_than_zero_is_refused_where_it_is_written()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CallOptions { Timeout = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CallOptions { Timeout = Timeout.InfiniteTimeSpan });
    }

    [Fact]
    public void A_peer_without_a_name_is_refused_at_once()
    {
        Assert.Throws<ArgumentException>(() => Circuits.RecordSuccess(default));
        Assert.Throws<ArgumentException>(() => { _ = Circuits.ExecuteAsync(default, _ => ValueTask.FromResult(1)); });
        Assert.Throws<ArgumentException>(() => Circuits.TryAcquire(default, out _));
    }

    private sealed class Source : IValueTaskSource<int>
    {
        public ManualResetValueTaskSourceCore<int> Core;

        public int GetResult(short token) => Core.GetResult(token);

        public ValueTaskSourceStatus GetStatus(short token) => Core.GetStatus(token);

        public void OnCompleted(
            Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            Core.OnCompleted(continuation, state, token, flags);
    }

    private sealed class Broken(ValueTaskSourceStatus? status) : IValueTaskSource<int>
    {
        public int GetResult(short token) => throw new InvalidOperationException("result");

        public ValueTaskSourceStatus GetStatus(short token) => status ?? throw new InvalidOperationException("status");

        public void OnCompleted(
            Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            throw new InvalidOperationException("continuation");
    }
}
