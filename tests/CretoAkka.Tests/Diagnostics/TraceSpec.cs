using System.Diagnostics;
using CretoAkka.Diagnostics;
using CretoAkka.Metrics;
using CretoAkka.Tests.Support;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Diagnostics;

/// <summary>What a listener to activities is told, and in which trace latencies are observed.</summary>
[Collection("alone")]
public sealed class TraceSpec : CircuitTestKit
{
    private static readonly PeerId Peer = "node-2";

    private readonly List<Activity> _stopped = [];
    private readonly List<ActivityTraceId?> _observed = [];

    [Fact]
    public async Task A_call_is_an_activity_in_which_its_operation_runs()
    {
        using var listener = Listen();
        using var outer = new Activity("request").Start();

        var within = await Circuits.ExecuteAsync(Peer, static _ => new ValueTask<Activity?>(Activity.Current));

        var call = Assert.Single(_stopped);
        Assert.Same(call, within);
        Assert.Same(outer, Activity.Current);
        Assert.Equal(("circuit.call", outer.SpanId), (call.OperationName, call.ParentSpanId));
        Assert.Equal(
            [("creto.peer", "node-2"), ("creto.state", "Closed"), ("creto.outcome", "Success")],
            call.TagObjects.Select(tag => (tag.Key, (string)tag.Value!)));
    }

    [Fact]
    public async Task A_call_that_fails_later_ends_its_activity_then_and_its_caller_goes_on_in_its_own()
    {
        using var listener = Listen();
        using var outer = new Activity("request").Start();
        var answer = new TaskCompletionSource<int>();

        var call = Circuits.ExecuteAsync(Peer, _ => answer.Task).AsTask();
        Assert.Same(outer, Activity.Current);
        Assert.Empty(_stopped);
        await Task.Run(() => answer.SetException(new FormatException("x")));
        await Assert.ThrowsAsync<FormatException>(() => call);

        var ended = Assert.Single(_stopped);
        Assert.Equal((ActivityStatusCode.Error, "Exception"), (ended.Status, ended.StatusDescription));
        Assert.Same(outer, Activity.Current);
    }

    [Fact]
    public async Task A_refusal_and_a_change_of_state_are_activities()
    {
        using var listener = Listen();
        Fail(Peer, TestSettings.Peer.Circuit.FailureThreshold);
        Settle();
        await Assert.ThrowsAsync<CircuitOpenException>(
            async () => await Circuits.ExecuteAsync(Peer, static _ => new ValueTask<int>(1)));
        Assert.False((await Circuits.TryExecuteAsync(Peer, static _ => new ValueTask<int>(1))).Succeeded);

        Assert.Equal(["circuit.transition", "circuit.call", "circuit.call"], _stopped.Select(a => a.OperationName));
        Assert.Equal(
            ["node-2", "Closed", "Open", "ConsecutiveFailures"],
            _stopped[0].TagObjects.Select(tag => (string)tag.Value!));
        Assert.All(_stopped.Skip(1), a => Assert.Equal("Rejected", a.GetTagItem("creto.outcome")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_listener_that_throws_fails_no_call_and_holds_up_no_circuit(bool atStart)
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == CircuitTelemetry.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = _ => { if (atStart) throw new InvalidOperationException("The listener fails."); },
            ActivityStopped = static _ => throw new InvalidOperationException("The listener fails."),
        };
        ActivitySource.AddActivityListener(listener);
        using var outer = new Activity("request").Start();
        var answer = new TaskCompletionSource<int>();

        Assert.Equal(1, await Circuits.ExecuteAsync(Peer, static _ => new ValueTask<int>(1)));
        var later = Circuits.ExecuteAsync(Peer, _ => answer.Task).AsTask();
        answer.SetResult(2);
        Assert.Equal(2, await later);
        Fail(Peer, TestSettings.Peer.Circuit.FailureThreshold);
        FishForMessage<CircuitOpened>(_ => true);
        Assert.False((await Circuits.TryExecuteAsync(Peer, static _ => new ValueTask<int>(1))).Succeeded);
        Pass(TestSettings.OpenTimeout);
        FishForMessage<CircuitHalfOpened>(_ => true);

        Assert.Same(outer, Activity.Current);
        Assert.Equal((2L, 0), (Circuits.GetStats(Peer).Successes, Circuits.GetStats(Peer).ProbesInFlight));
    }

    [Fact]
    public async Task A_latency_is_observed_in_the_trace_of_its_call_wherever_that_ends()
    {
        Circuits.ExportTo(new Observing(_observed));
        using var outer = new Activity("request").Start();
        var answer = new TaskCompletionSource<int>();
        var call = Circuits.ExecuteAsync(Peer, _ => answer.Task).AsTask();

        Activity? left = null;
        using (ExecutionContext.SuppressFlow())
        {
            var ending = new Thread(() =>
            {
                answer.SetResult(1);
                left = Activity.Current;
            });
            ending.Start();
            ending.Join();
        }
        await call;

        Assert.Equal([outer.TraceId], _observed);
        Assert.Null(left);
    }

    [Fact]
    public async Task Where_nobody_listens_there_is_no_activity()
    {
        var within = await Circuits.ExecuteAsync(Peer, static _ => new ValueTask<Activity?>(Activity.Current));
        Assert.Null(within);
    }

    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == CircuitTelemetry.Name,
            Sample = static (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (_stopped)
                    _stopped.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private sealed class Observing(List<ActivityTraceId?> observed) : ICircuitMetrics, IPeerMetrics
    {
        public IPeerMetrics Add(PeerId peer, Func<PeerFacts> facts) => this;

        public void Remove(PeerId peer)
        {
        }

        public void Observe(TimeSpan latency, LatencyStatus status) => observed.Add(Activity.Current?.TraceId);
    }
}
